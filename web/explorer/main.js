/** The explorer: the frame of every page, and the view that its address names. */
import { followLinks, idOf, useAddress } from "./address.js";
import { DateSlider } from "./pieces/date-slider.js";
import { Evidence } from "./pieces/evidence.js";
import { Footer, Header } from "./pieces/frame.js";
import { NotFound } from "./pieces/not-found.js";
import { Newer } from "./pieces/states.js";
import { GraphPanel } from "./pieces/graph-panel.js";
import { useNewerData } from "./revision.js";
import { html, render, useEffect, useState } from "../vendor/ui.js";
import { ConnectView } from "./views/connect.js";
import { ContestView } from "./views/contest.js";
import { ElectionView } from "./views/election.js";
import { FlowView } from "./views/flow.js";
import { HomeView } from "./views/home.js";
import { MunicipalityView } from "./views/municipality.js";
import { PartyView } from "./views/party.js";
import { PersonView } from "./views/person.js";
import { SearchView } from "./views/search.js";
import { fetchWords, language, t } from "./words/words.js";

const VIEWS = {
  "": HomeView,
  connect: ConnectView,
  flow: FlowView,
  search: SearchView,
  person: PersonView,
  party: PartyView,
  municipality: MunicipalityView,
  election: ElectionView,
  contest: ContestView,
};
const BY_NAME = new Set(["person", "party", "municipality"]);
const WITH_GRAPH = new Set([...BY_NAME, "election", "contest"]);

function App() {
  const { path, parameters } = useAddress();
  const [, kind] = path.split("/");
  const id = idOf(path);
  const named = id || !WITH_GRAPH.has(kind) || (parameters.name && BY_NAME.has(kind));
  const what = named ? path : parameters.name || path.replace(/^(\/\w+)\/?$/, "$1/");
  const View = (named && VIEWS[kind]) || NotFound;
  const lang = language();
  const [, speak] = useState(lang);
  useEffect(() => {
    document.documentElement.lang = lang;
    fetchWords().then(() => speak(lang), () => {});
  }, [lang]);
  const { newer, show } = useNewerData(path);
  const question = { language: lang, asOf: parameters.on || undefined };
  return html`
    <a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.getElementById("main").focus(); }}>${t("Skip to the content")}</a>
    <${Header} parameters=${parameters} />
    <${DateSlider} day=${parameters.on} />
    <main id="main" tabindex="-1">
      <${Newer} newer=${newer} show=${show} />
      <div class=${WITH_GRAPH.has(kind) && id ? "split" : "single"} key=${path}>
        <div class="page"><${View} id=${id} name=${parameters.name} parameters=${parameters} question=${question} what=${what} day=${parameters.on} /></div>
        ${WITH_GRAPH.has(kind) && id && html`<${GraphPanel} id=${id} parameters=${parameters} question=${question} />`}
      </div>
    </main>
    <${Footer} />
    ${parameters.evidence && html`<${Evidence} key=${parameters.evidence} id=${parameters.evidence} day=${parameters.on} />`}`;
}

document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
followLinks(document);
const root = document.getElementById("app");
await fetchWords();
root.replaceChildren();
render(html`<${App} />`, root);
performance.mark("shown");

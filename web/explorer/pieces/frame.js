/** The frame: what stands above and below every page. */
import { go, here, to } from "../address.js";
import { html, useState } from "../../vendor/ui.js";
import { ENDPOINT } from "../root.js";
import { fetchWords, LANGUAGES, language, t } from "../words/words.js";
import { SearchBox } from "./search-box.js";

const THEMES = { "": "Auto", light: "Light", dark: "Dark" };

function Themes() {
  const [theme, setTheme] = useState(localStorage.getItem("theme") ?? "");
  const choose = (event) => {
    setTheme(event.target.value);
    localStorage.setItem("theme", event.target.value);
    document.documentElement.dataset.theme = event.target.value;
    dispatchEvent(new Event("themechange"));
  };
  return html`
    <label class="choice"><span class="visually-hidden">${t("Colours")}</span>
      <select value=${theme} onChange=${choose}>
        ${Object.entries(THEMES).map(([value, label]) => html`<option value=${value}>${t(label)}</option>`)}
      </select>
    </label>`;
}

/** Languages are links, since each is an address of its own; the page stays until the words have come. */
function Languages() {
  const [away, setAway] = useState(false);
  const choose = (code) => (event) => {
    event.preventDefault();
    const change = () => {
      setAway(false);
      localStorage.setItem("language", code);
      go(here({ lang: code }));
    };
    fetchWords(code).then(change, () => setAway(true));
  };
  return html`
    <nav class="languages" aria-label=${t("Language")}>
      ${Object.entries(LANGUAGES).map(([code, name]) => html`
        <a href=${here({ lang: code })} lang=${code} title=${name} aria-label=${name} aria-current=${code === language() ? "true" : undefined} onClick=${choose(code)}>${code}</a>`)}
    </nav>
    <span role="status" class="said">${away && t("The server does not answer")}</span>`;
}

/** The name of the place, the search, and the few ways that lead anywhere else. */
export const Header = ({ parameters }) => html`
  <header class="frame">
    <a class="home" href=${to("/")}><svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true"><path d="M8 23 16 8l9 12z" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="16" cy="8" r="5" fill="#d3303a"/><circle cx="8" cy="23" r="5" fill="#2f6fc4"/><circle cx="25" cy="20" r="5" fill="#d99a00"/></svg><span>${t("Kosovo election graph")}</span></a>
    <${SearchBox} label=${t("Search people, parties, municipalities, elections")} day=${parameters.on} onChoose=${(hit, go) => go(hit.entity.id)} />
    <nav class="ways" aria-label=${t("Main")}>
      <a href=${to("/connect")}>${t("Connect two")}</a>
      <a href=${to("/flow")}>${t("Flow")}</a>
      <a href=${ENDPOINT}>${t("Playground")}</a>
    </nav>
    <div class="choices"><${Languages} /><${Themes} /></div>
  </header>`;

/** What this is, and how to know more. */
export const Footer = () => html`
  <footer class="frame">
    <p>${t("Every figure here is read in a source or worked out by a named rule; press “evidence” beside it to see which. What is not known is called not known, never zero.")}</p>
    <p><a href=${ENDPOINT}>${t("Ask your own question in GraphQL")}</a></p>
  </footer>`;

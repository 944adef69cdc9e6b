/** The graph beside a page: closed until asked for, since its library is large. */
import { go, here } from "../address.js";
import { html, useEffect, useState } from "../../vendor/ui.js";
import { t } from "../words/words.js";

const CLOSED = { graph: "", hide: "", without: "", pin: "" };

/** Load the graph's own modules once somebody wants it. */
function useGraph(wanted) {
  const [view, setView] = useState(null);
  useEffect(() => {
    if (!wanted || view) return;
    import("../graph/view.js").then(({ GraphView }) => setView(() => GraphView), () => setView("failed"));
  }, [wanted]);
  return view;
}

/** Try again with the whole page: many browsers never ask again for a module that failed once. */
const again = () => location.reload();

/** The panel; `only` limits the picture to these things, as for the paths between two `ends`. */
export function GraphPanel({ id, only, ends, parameters, question }) {
  const open = Boolean(parameters.graph);
  const View = useGraph(open);
  if (!open) {
    return html`
      <aside class="graph closed" aria-label=${t("Graph")}>
        <svg viewBox="0 0 120 70" aria-hidden="true"><path d="M20 50 55 18l45 12M55 18l10 38M65 56l35-26" /><circle cx="20" cy="50" r="7" /><circle cx="55" cy="18" r="9" /><circle cx="100" cy="30" r="7" /><circle cx="65" cy="56" r="6" /></svg>
        <p>${t("See this as a graph: typed arrows, one for each relationship; click to expand.")}</p>
        <button class="primary" onClick=${() => go(here({ graph: "open" }))}>${t("Open the graph")}</button>
      </aside>`;
  }
  return html`
    <aside class="graph" aria-label=${t("Graph")}>
      <div class="bar"><h2>${t("Graph")}</h2><button class="quiet" onClick=${() => go(here(CLOSED))}>${t("Close")}</button></div>
      ${View === "failed" ? html`<p role="alert">${t("The graph could not be loaded.")} <button onClick=${again}>${t("Try again")}</button></p>`
        : View ? html`<${View} id=${id} only=${only} ends=${ends} parameters=${parameters} question=${question} />` : html`<p role="status">${t("loading")}</p>`}
    </aside>`;
}

/** Cards: a part of a page with its title, its downloads and the question behind it. */
import { html, useRef } from "../../vendor/ui.js";
import { ENDPOINT } from "../root.js";
import { t } from "../words/words.js";
import { savePng, saveCsv, saveSvg } from "./downloads.js";
import { Share } from "./share.js";

/** A titled part of a page. With `name`, its picture can be saved; with `rows`, its table. */
export function Card({ title, lead, name, rows, picture = false, level = 2, children }) {
  const body = useRef();
  const svg = () => body.current.querySelector("svg.picture");
  return html`
    <section class="card" aria-label=${title}>
      <header>
        <${`h${level}`}>${title}<//>
        <div class="tools">
          ${picture && html`<button class="quiet" onClick=${() => saveSvg(svg(), name)}>SVG</button>
            <button class="quiet" onClick=${() => savePng(svg(), name)}>PNG</button>`}
          ${rows && html`<button class="quiet" onClick=${() => saveCsv(rows(), name)} title=${t("Save the table; text that looks like a formula has an apostrophe before it")}>CSV</button>`}
        </div>
      </header>
      ${lead && html`<p class="lead">${lead}</p>`}
      <div ref=${body}>${children}</div>
    </section>`;
}

/** Give the address of the playground with a question in it. */
export function playground(document, variables = {}) {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== null && value !== undefined));
  return `${ENDPOINT}#${new URLSearchParams({ query: document, variables: JSON.stringify(given, null, 2) })}`;
}

/** The way from a view to the question behind it, and to sharing it. */
export const ViewTools = ({ document, variables }) => html`
  <div class="view-tools">
    <${Share} />
    <a class="button quiet" href=${playground(document, variables)}>${t("Show me the GraphQL")}</a>
  </div>`;

/** Tables: rows that can be read on a phone, and the same rows for a CSV file. */
import { html } from "../../vendor/ui.js";

/** A table from columns of `{ label, cell, number }` and the things in its rows. */
export function Table({ caption, columns, things, rowKey }) {
  return html`
    <div class="scroller" tabindex="0" role="group" aria-label=${caption}>
      <table>
        <caption class="visually-hidden">${caption}</caption>
        <thead><tr>${columns.map(({ label, number }) => html`<th scope="col" class=${number ? "number" : ""}>${label}</th>`)}</tr></thead>
        <tbody>${things.map((thing) => html`<tr key=${rowKey(thing)}>${columns.map(({ cell, number }, index) => (index === 0
          ? html`<th scope="row">${cell(thing)}</th>`
          : html`<td class=${number ? "number" : ""}>${cell(thing)}</td>`))}</tr>`)}</tbody>
      </table>
    </div>`;
}

/** Give the rows of a CSV file: the labels, then the plain value of each cell. */
export const rowsOf = (columns, things) => [
  columns.map(({ label }) => label),
  ...things.map((thing) => columns.map(({ plain }) => plain(thing))),
];

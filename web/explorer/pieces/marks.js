/** Marks: parties, figures and links, each drawn the same way wherever it stands. */
import { pageOf } from "../address.js";
import { colourOf, shortName } from "../parties.js";
import { html } from "../../vendor/ui.js";
import { number, percent, t } from "../words/words.js";

/** What no source says: never to be read as nothing. */
export const Unknown = ({ what = t("not known") }) => html`<span class="unknown">${what}</span>`;

/** A party as a chip in its colour, with a link to its page. */
export function PartyChip({ party, independent = false, full = false }) {
  const colour = colourOf(party, independent);
  const dot = html`<span class=${party || independent ? "dot" : "dot hollow"} style=${{ background: colour }} aria-hidden="true"></span>`;
  if (party) {
    const title = full ? undefined : party.name;
    return html`<a class="chip" href=${pageOf(party.id)} title=${title}>${dot}${full ? party.name : shortName(party)}</a>`;
  }
  return html`<span class="chip">${dot}${independent ? t("independent") : html`<${Unknown} what=${t("party not known")} />`}</span>`;
}

/** A thing with a link to its page. */
export const ThingLink = ({ thing, children }) => html`<a href=${pageOf(thing.id)}>${children ?? thing.name}</a>`;

/** Votes: a number, or that they are not known. */
export const Votes = ({ votes }) => (votes === null || votes === undefined
  ? html`<${Unknown} what=${t("votes not known")} />`
  : html`<span class="number">${number(votes)}</span>`);

/** A share in per cent, or that it is not known. */
export const Share = ({ share, basis }) => (share === null || share === undefined
  ? html`<${Unknown} what="?" />`
  : html`<span class="number" title=${basis === "DERIVED" ? t("worked out from the votes") : undefined}>${percent(share)}</span>`);

/** A figure with what it counts, for the head of a page. */
export const Figure = ({ label, children }) => html`<div class="figure"><dt>${label}</dt><dd>${children}</dd></div>`;

/** Hits: what was found by a name, each with what tells it from its namesakes and why it matched. */
import { pageOf } from "../address.js";
import { html } from "../../vendor/ui.js";
import { t } from "../words/words.js";

const MOST_PLACES = 2;
const IN_OTHER_LETTERS = /(?!\p{Script=Latin})\p{Letter}/u;

/** Say why a thing was found by a text, where its own name does not say so. */
export function reason({ match, matched, entity }, text) {
  const kinds = { ABBREVIATION: "abbreviation", ALIAS: "also called", BALLOT: "on the ballot", TRANSLITERATION: "transliterated", CANONICAL: "official name" };
  const ways = { FUZZY: "spelt alike", PREFIX: "by the beginnings of its words" };
  const transliterated = match === "TRANSLITERATED" || IN_OTHER_LETTERS.test(text);
  const name = matched.value === entity.name ? "" : `${t(kinds[matched.kind])}: ${matched.value}`;
  return [name, t(ways[match] ?? ""), transliterated && t("from another script")].filter(Boolean).join(" · ");
}

/** Give the places that a person stood or served in, which tells people of one name apart. */
export function placesOf({ ranIn = [], heldOffice = [] }) {
  const places = [...ranIn.map(({ contest }) => contest.municipality.name), ...heldOffice.map(({ municipality }) => municipality.name)];
  const distinct = [...new Set(places)];
  return distinct.slice(0, MOST_PLACES).join(", ") + (distinct.length > MOST_PLACES ? "…" : "");
}

/** A thing that may be meant. */
export const Choice = ({ entity, children }) => html`
  <li><a href=${pageOf(entity.id)}>${entity.name}</a> <span class="kind">${t(entity.kind)}</span> <span>${placesOf(entity)}</span> ${children}</li>`;

/** All that was found by a text, best first. */
export const Hits = ({ hits, text }) => html`
  <ul class="hits">${hits.map((hit) => html`<${Choice} key=${hit.entity.id} entity=${hit.entity}><small>${reason(hit, text)}</small><//>`)}</ul>`;

/** Not found: an address that names nothing, or several things; and what may be meant by it. */
import { here, plain, to } from "../address.js";
import { useAnswer } from "../api.js";
import { NAMES, SEARCH } from "../queries/search.js";
import { html } from "../../vendor/ui.js";
import { inWords, language, t } from "../words/words.js";
import { Choice, Hits } from "./hits.js";

const NEAREST = 5;

/** The way to the same address without a date. */
export const AnyDay = () => html`<a href=${here({ on: "" })}>${t("Show everything recorded")}</a>`;

/** Read the name that an id, or the end of an address, was made from. */
const nameIn = (what) => what.split("/").at(-1).replaceAll("-", " ");

/** Offer what goes by nearly the same name. */
function Nearest({ text, day }) {
  const answer = useAnswer(SEARCH, { text, first: NEAREST, language: language(), asOf: day || undefined }, { skip: !text.trim() });
  const hits = answer.data?.search ?? [];
  return hits.length > 0 && html`<h2>${t("Did you mean one of these?")}</h2><${Hits} hits=${hits} text=${text} />`;
}

/** There is no such thing; say so, and offer what is near it and the search. */
export function NotFound({ what, day }) {
  const title = t("Nothing here by that name");
  document.title = `${title} · ${t("Kosovo election graph")}`;
  const text = nameIn(what);
  return html`
    <div class="state nothing">
      <h1>${title}</h1>
      <p>${text ? t("There is no “{what}” in the data.", { what }) : t("A name has to follow “{what}” in the address, to say which one is meant.", { what })}</p>
      ${day && html`<p>${t("You are looking at {day}: it may be there on another day.", { day: inWords(day) })} <${AnyDay} /></p>`}
      <${Nearest} text=${text} day=${day} />
      <p>${t("Try the search above: names work in any script, and small misspellings are found.")} <a href=${to("/")}>${t("Start page")}</a></p>
    </div>`;
}

/** A name means several things; let the reader choose. */
export function Ambiguous({ name, candidates }) {
  const { data } = useAnswer(NAMES, { ids: candidates.map(plain), language: language() });
  const known = data?.nodes ?? candidates.map((id) => ({ id, name: nameIn(id), kind: id.split("/")[0].toUpperCase() }));
  return html`
    <div class="state nothing">
      <h1>${t("Several go by “{name}”", { name })}</h1>
      <p>${t("Which one do you mean?")}</p>
      <ul class="hits">${known.map((entity) => html`<${Choice} key=${entity.id} entity=${entity} />`)}</ul>
    </div>`;
}

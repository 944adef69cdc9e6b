/** The list: what the picture shows, in words; and all that can be done to it, without a mouse. */
import { pageOf } from "../address.js";
import { EvidenceLink } from "../pieces/evidence.js";
import { html } from "../../vendor/ui.js";
import { t } from "../words/words.js";

/** A small button; its full name, for readers of screens, also says what it is about. */
const Act = ({ word, about, children, ...rest }) => html`<button class="quiet" aria-label=${`${t(word)} ${about}`} ...${rest}>${t(word)}${children}</button>`;

/** Expand, pin and hide: what can be done with a thing, beside the picture as in the list. */
export const Acts = ({ thing: { key, name, beyond }, choices }) => html`
  ${beyond > 0 && html`<${Act} word="Expand" about=${name} onClick=${() => choices.expand(key)}> +${beyond}<//>`}
  <${Act} word="Pin" about=${name} aria-pressed=${choices.pinned.includes(key)} onClick=${() => choices.flipPin(key)} />
  <${Act} word="Hide" about=${name} onClick=${() => choices.hide(key)} />`;

const Point = ({ target, about, chosen, choose }) => html`
  <${Act} word="Point out" about=${about} aria-pressed=${chosen === target} onClick=${() => choose(chosen === target ? null : target)} />`;

const Thing = ({ thing, chosen, choose, choices }) => html`
  <li><a href=${pageOf(thing.key)}>${thing.name}</a> <span class="kind">${t(thing.kind)}</span>
    <span class="acts"><${Point} target=${thing.key} about=${thing.name} chosen=${chosen} choose=${choose} /><${Acts} thing=${thing} choices=${choices} /></span></li>`;

const Told = ({ arrow: { key, type, relationships }, chosen, choose }) => relationships.map(({ id, sentence }) => html`
  <li key=${id}><span class="kind">${t(type)}</span> <span lang="en">${sentence}</span> <${EvidenceLink} id=${id} label=${sentence} />
    <${Point} target=${key} about=${sentence} chosen=${chosen} choose=${choose} /></li>`);

/** The list below the picture. */
export function List({ shown: { things, arrows }, ...rest }) {
  const many = { things: things.length, arrows: arrows.reduce((sum, { relationships }) => sum + relationships.length, 0) };
  return html`
    <details class="as-list"><summary>${t("The same as a list: {things} things, {arrows} relationships", many)}</summary>
      <h3>${t("Things")}</h3>
      <ul>${things.map((thing) => html`<${Thing} key=${thing.key} thing=${thing} ...${rest} />`)}</ul>
      <h3>${t("Relationships")}</h3>
      <ul>${arrows.map((arrow) => html`<${Told} key=${arrow.key} arrow=${arrow} ...${rest} />`)}</ul>
    </details>`;
}

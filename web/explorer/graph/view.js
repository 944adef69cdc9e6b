/** The graph: its controls, the canvas, and what is said of the thing that is pointed out. */
import { pageOf, plain } from "../address.js";
import { useAnswer } from "../api.js";
import { playground } from "../pieces/card.js";
import { saveCsv, savePngText, saveSvgText } from "../pieces/downloads.js";
import { EvidenceLink } from "../pieces/evidence.js";
import { Away, Loading } from "../pieces/states.js";
import { SURROUNDINGS } from "../queries/connections.js";
import { TYPE_COLOURS } from "../relations.js";
import { html, useEffect, useRef, useState } from "../../vendor/ui.js";
import { t } from "../words/words.js";
import { Canvas } from "./canvas.js";
import { useChoices } from "./choices.js";
import { drawingOf } from "./drawing.js";
import { elementsOf, shownOf } from "./elements.js";
import { Acts, List } from "./list.js";
import { outline } from "./shapes.js";

const FIRST_THINGS = 40;
const MORE_THINGS = 25;
const MOST_ENDS = 20;
const ZOOM = 1.3;

/** What the shapes mean, and broken lines. */
function Shapes({ shown: { things, arrows } }) {
  const kinds = [...new Set(things.map(({ kind }) => kind))];
  const derived = arrows.some(({ relationships }) => relationships.every(({ basis }) => basis === "DERIVED"));
  return html`
    <ul class="legend shapes">${kinds.map((kind) => html`<li key=${kind}><svg width="16" height="16" class=${kind} aria-hidden="true"><path d=${outline(kind, 8, 8, 13, 13)} /></svg>${t(kind)}</li>`)}
      ${derived && html`<li key="derived"><svg width="22" height="8" class="derived" aria-hidden="true"><path d="M0,4h22" /></svg>${t("DERIVED")}</li>`}</ul>`;
}

/** The types of arrows that there are: the legend, and at once the filter. */
const Legend = ({ types, choices }) => html`
  <fieldset class="types"><legend>${t("Show arrows")}</legend>
    ${types.map((type) => html`<label key=${type}><input type="checkbox" checked=${!choices.without.includes(type)} onChange=${() => choices.flipType(type)} />
      <svg width="22" height="8" aria-hidden="true"><path d="M0,4h16" stroke=${TYPE_COLOURS[type]} stroke-width="2.5" /><path d="M22,4l-8,-4v8z" fill=${TYPE_COLOURS[type]} /></svg>${t(type)}</label>`)}
  </fieldset>`;

/** What can be done with the chosen thing. */
const Chosen = ({ thing, choices }) => html`
  <div class="chosen-thing"><strong>${thing.name}</strong> <span class="kind">${t(thing.kind)}</span>
    <a class="button quiet" href=${pageOf(thing.key)}>${t("Open page")}</a><${Acts} thing=${thing} choices=${choices} /></div>`;

const ChosenArrow = ({ arrow }) => html`
  <ul class="chosen-thing">${arrow.relationships.map(({ id, sentence }) => html`<li key=${id}><span lang="en">${sentence}</span> <${EvidenceLink} id=${id} label=${sentence} /></li>`)}</ul>`;

const csvRows = ({ arrows }) => [["type", "source", "target", "since", "until", "basis", "sentence"],
  ...arrows.flatMap(({ relationships }) => relationships.map((each) => [each.type, plain(each.source.id), plain(each.target.id), each.since, each.until, each.basis, each.sentence]))];

function Downloads({ drawing, shown, variables }) {
  const drawn = () => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return drawingOf(drawing.current, backgroundColor, color);
  };
  return html`<div class="tools">
    <button class="quiet" onClick=${() => saveSvgText(drawn().text, "graph")}>SVG</button>
    <button class="quiet" onClick=${() => savePngText(drawn(), "graph")}>PNG</button>
    <button class="quiet" onClick=${() => saveCsv(csvRows(shown), "graph")} title=${t("Save the table; text that looks like a formula has an apostrophe before it")}>CSV</button>
    <a class="button quiet" href=${playground(SURROUNDINGS, variables)}>GraphQL</a></div>`;
}

/** Undo, and what else is done to the picture as a whole. */
function Bar({ drawing, choices, children }) {
  const undo = useRef();
  useEffect(() => {
    const lost = choices.canUndo && document.activeElement === document.body;
    if (lost) undo.current.focus();
  }, [choices.hidden.length]);
  const zoom = (factor) => drawing.current.zoom({ level: drawing.current.zoom() * factor, renderedPosition: { x: drawing.current.width() / 2, y: drawing.current.height() / 2 } });
  return html`
    <div class="bar wrap"><button class="quiet" ref=${undo} onClick=${choices.undo} disabled=${!choices.canUndo}>${t("Undo")}</button>
      <button class="quiet" onClick=${() => drawing.current.fit(undefined, 30)}>${t("Fit")}</button>
      <button class="quiet" aria-label=${t("Larger")} onClick=${() => zoom(ZOOM)}>+</button>
      <button class="quiet" aria-label=${t("Smaller")} onClick=${() => zoom(1 / ZOOM)}>−</button>
      ${(choices.hidden.length > 0 || choices.without.length > 0) && html`<button class="quiet" onClick=${choices.showAll}>${t("Show all again")}</button>`}
      ${children}</div>`;
}

/** The whole of it, for one or more things, or for `only` those on the paths between two ends. */
export function GraphView({ id, only, ends, parameters, question }) {
  const choices = useChoices(parameters);
  const [chosen, choose] = useState(null);
  const drawing = useRef();
  const roots = id.split(",");
  const of = [...new Set([...roots, ...choices.expanded])].slice(0, MOST_ENDS);
  const limit = only && !choices.expanded.length ? only : null;
  const variables = { of, maxEntities: limit ? Math.max(limit.length, of.length) : FIRST_THINGS + MORE_THINGS * choices.expanded.length, ...question };
  const answer = useAnswer(SURROUNDINGS, variables);
  if (answer.away) return html`<${Away} seconds=${answer.away} retry=${answer.retry} />`;
  if (!answer.data) return answer.errors.length ? html`<p role="alert">${answer.errors[0].message}</p>` : html`<${Loading} />`;
  const shown = shownOf(answer.data.neighborhood, choices, limit);
  const thing = shown.things.find(({ key }) => key === chosen);
  const arrow = shown.arrows.find(({ key }) => key === chosen);
  const onNode = (key) => {
    choose(key);
    const tapped = shown.things.find((each) => each.key === key);
    if (tapped?.beyond && !of.includes(key)) choices.expand(key);
  };
  return html`
    <${Bar} drawing=${drawing} choices=${choices}><${Downloads} drawing=${drawing} shown=${shown} variables=${variables} /><//>
    <${Canvas} elements=${elementsOf(shown, ends ?? roots)} roots=${roots} ends=${ends} chosen=${chosen} pinned=${choices.pinned} onNode=${onNode} onEdge=${choose} reach=${(cy) => { drawing.current = cy; }} />
    <div aria-live="polite">${thing ? html`<${Chosen} thing=${thing} choices=${choices} />` : arrow ? html`<${ChosenArrow} arrow=${arrow} />`
      : html`<p class="hint">${t("Click a thing to expand it, an arrow to see what it says. +7 means seven more relationships.")}</p>`}</div>
    ${answer.data.neighborhood.truncated && !limit && html`<p class="note">${t("Only the nearest and best connected things are shown.")}</p>`}
    <${Shapes} shown=${shown} />
    <${Legend} types=${shown.types} choices=${choices} />
    <${List} shown=${shown} chosen=${chosen} choose=${choose} choices=${choices} />`;
}

/** The canvas: the drawing itself, kept in step with what is to be shown. */
import { cytoscape } from "../../vendor/graph.js";
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { t } from "../words/words.js";
import { lookOf } from "./look.js";
import { arrowLength, placeAround, placeBetween } from "./places.js";

/** How many arrows may be drawn with their names on them. */
export const FEW = 26;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Bring the drawing up to date; new things begin beside the one that they hang on. */
function update(cy, elements) {
  const wanted = new Set(elements.map(({ data }) => data.id));
  cy.elements().filter((element) => !wanted.has(element.id())).remove();
  let added = 0;
  for (const element of elements) {
    const present = cy.getElementById(element.data.id);
    if (present.nonempty()) {
      present.data(element.data);
      continue;
    }
    added += 1;
    const beside = elements.find(({ data }) => data.source && [data.source, data.target].includes(element.data.id)
      && cy.getElementById(data.source === element.data.id ? data.target : data.source).nonempty());
    const near = beside && cy.getElementById(beside.data.source === element.data.id ? beside.data.target : beside.data.source).position();
    cy.add({ ...element, position: near && { x: near.x + added * 3, y: near.y + 40 } });
  }
  return added;
}

/** Arrange the drawing: from the places where things stand, never from random ones. */
function arrange(cy, { anew, roots, ends }) {
  if (cy.nodes().empty()) return;
  if (anew && ends) placeBetween(cy, ends);
  else if (anew) placeAround(cy, roots);
  const kept = cy.nodes(".pinned").union(anew && ends ? cy.nodes().filter((node) => ends.includes(node.id())) : cy.collection());
  const fixed = kept.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
  cy.layout({
    name: "fcose", quality: "proof", randomize: false, animate: !still() && !anew, animationDuration: 450, padding: 34,
    nodeRepulsion: ends ? 45_000 : 40_000, idealEdgeLength: arrowLength(cy), nodeSeparation: 110, fixedNodeConstraint: fixed.length ? fixed : undefined,
  }).run();
}

function point(cy, chosen) {
  cy.elements().removeClass("chosen near far");
  const element = chosen ? cy.getElementById(chosen) : cy.collection();
  if (element.empty()) return;
  element.addClass("chosen");
  if (!element.isNode()) return;
  const near = element.closedNeighborhood();
  near.edges().addClass("near");
  cy.elements().difference(near).addClass("far");
}

/** The drawing, around its roots or between two ends; `reach` is given the library's own object, for downloads. */
export function Canvas({ elements, roots, ends, chosen, pinned, onNode, onEdge, reach }) {
  const holder = useRef();
  const drawing = useRef();
  const calls = useRef({});
  calls.current = { onNode, onEdge };
  const few = elements.filter(({ group }) => group === "edges").length <= FEW;
  useEffect(() => {
    const cy = cytoscape({ container: holder.current, minZoom: 0.2, maxZoom: 3, style: [] });
    cy.on("tap", "node", (event) => calls.current.onNode(event.target.id()));
    cy.on("tap", "edge", (event) => calls.current.onEdge(event.target.id()));
    drawing.current = cy;
    reach(cy);
    const repaint = () => cy.style(lookOf(holder.current, cy.edges().length <= FEW));
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", repaint);
    addEventListener("themechange", repaint);
    return () => {
      dark.removeEventListener("change", repaint);
      removeEventListener("themechange", repaint);
      cy.destroy();
    };
  }, []);
  useEffect(() => {
    const cy = drawing.current;
    const anew = cy.nodes().empty();
    const added = update(cy, elements);
    cy.style(lookOf(holder.current, few));
    if (anew || added) arrange(cy, { anew, roots, ends });
  }, [JSON.stringify(elements)]);
  useEffect(() => {
    drawing.current.nodes().forEach((node) => {
      const pin = pinned.includes(node.id());
      node.toggleClass("pinned", pin);
      if (pin) node.lock();
      else node.unlock();
    });
  }, [pinned.join(), elements]);
  useEffect(() => point(drawing.current, chosen), [chosen, elements]);
  return html`<div class="canvas" ref=${holder} role="img" aria-label=${t("Picture of the graph; the list below holds the same.")}></div>`;
}

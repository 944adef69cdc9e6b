/** The drawing as an SVG file: places and colours as they stand on the canvas, names on arrows, and a legend. */
import { t } from "../words/words.js";
import { FEW } from "./canvas.js";
import { outline } from "./shapes.js";

const MARGIN = 30;
const ROW = 20;
const COLUMN = 150;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (value) => Math.round(value * 10) / 10;
const written = (text, x, y, rest) => `<text x="${round(x)}" y="${round(y)}" ${rest}>${text}</text>`;
const arrowhead = (x, y, angle, colour) => `<path d="M0,0l-9,-4v8z" fill="${colour}" transform="translate(${round(x)} ${round(y)}) rotate(${round(angle)})"/>`;
const stroke = (colour, derived) => `fill="none" stroke="${colour}" stroke-width="1.8"${derived ? ' stroke-dasharray="5 4"' : ""}`;

function edge(element) {
  const [from, to] = [element.sourceEndpoint(), element.targetEndpoint()];
  const control = element.controlPoints()?.[0];
  const way = control ? `Q${round(control.x)},${round(control.y)} ` : "L";
  const { colour, derived, label } = element.data();
  const tail = control ?? from;
  const angle = (Math.atan2(to.y - tail.y, to.x - tail.x) * 180) / Math.PI;
  return `<g><title>${escaped(label)}</title><path d="M${round(from.x)},${round(from.y)}${way}${round(to.x)},${round(to.y)}" ${stroke(colour, derived)}/>${arrowhead(to.x, to.y, angle, colour)}</g>`;
}

/** Write what an arrow says along it, never upside down. */
function said(element, paper, ink) {
  const { x, y } = element.midpoint();
  const [from, to] = [element.sourceEndpoint(), element.targetEndpoint()];
  const angle = (Math.atan((to.y - from.y) / (to.x - from.x || 0.01)) * 180) / Math.PI;
  return written(escaped(element.data("label")), x, y, `transform="rotate(${round(angle)} ${round(x)} ${round(y)})" text-anchor="middle" dominant-baseline="central" font-size="9" fill="${ink}" stroke="${paper}" stroke-width="2.5" paint-order="stroke"`);
}

function node(element, paper, ink) {
  const { x, y } = element.position();
  const [w, h] = [element.width(), element.height()];
  const lines = element.data("label").split("\n").map((line, index) => `<tspan x="${round(x)}" dy="${index ? 13 : 0}">${escaped(line)}</tspan>`);
  return `<path d="${outline(element.data("kind"), round(x), round(y), w, h)}" fill="${element.style("background-color")}"/>`
    + written(lines.join(""), x, y + h / 2 + 14, `text-anchor="middle" font-size="11" fill="${ink}" stroke="${paper}" stroke-width="2.5" paint-order="stroke"`);
}

/** Give what each shape and each arrow of the drawing means: a mark, and its name. */
function entries(cy) {
  const first = (elements, name) => [...new Map(elements.toArray().toReversed().map((each) => [each.data(name), each])).values()].toReversed();
  const kinds = first(cy.nodes(), "kind").map((each) => [`<path d="${outline(each.data("kind"), 8, 0, 14, 14)}" fill="${each.style("background-color")}"/>`, t(each.data("kind"))]);
  const types = first(cy.edges(), "type").map((each) => [`<path d="M0,0h16" ${stroke(each.data("colour"))}/>${arrowhead(22, 0, 0, each.data("colour"))}`, t(each.data("type"))]);
  const derived = cy.edges("[derived]").nonempty() ? [[`<path d="M0,0h22" ${stroke("currentColor", true)}/>`, t("DERIVED")]] : [];
  return [...kinds, ...types, ...derived];
}

/** Write the legend into a given width; give its height too. */
function legend(cy, width, ink) {
  const columns = Math.max(1, Math.floor(width / COLUMN));
  const marks = entries(cy);
  const text = marks.map(([mark, name], index) => `<g transform="translate(${(index % columns) * COLUMN} ${Math.floor(index / columns) * ROW})">${mark}${written(escaped(name), 30, 0, `dominant-baseline="central" font-size="11" fill="${ink}"`)}</g>`);
  return { text: text.join(""), height: Math.ceil(marks.length / columns) * ROW };
}

/** Write the whole drawing; give its text and its size. */
export function drawingOf(cy, paper, ink) {
  const { x1, y1, y2, w, h } = cy.elements().boundingBox();
  const key = legend(cy, w, ink);
  const [left, top, width, height] = [x1 - MARGIN, y1 - MARGIN, w + 2 * MARGIN, h + key.height + 3 * MARGIN].map(round);
  const parts = [cy.edges().map(edge), cy.edges().length > FEW ? [] : cy.edges().map((each) => said(each, paper, ink)), cy.nodes().map((each) => node(each, paper, ink))];
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" color="${ink}">`
    + `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paper}"/>${parts.flat().join("")}<g transform="translate(${round(x1)} ${round(y2 + MARGIN + ROW / 2)})">${key.text}</g></svg>`;
  return { text, width, height };
}

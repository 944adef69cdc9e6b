/** The drawing as an SVG file: places and colours as they stand on the canvas. */

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (value) => Math.round(value * 10) / 10;

const OUTLINES = {
  ellipse: (x, y, w, h) => `<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${h / 2}"/>`,
  diamond: (x, y, w, h) => `<path d="M${x},${y - h / 2}l${w / 2},${h / 2}l${-w / 2},${h / 2}l${-w / 2},${-h / 2}z"/>`,
  hexagon: (x, y, w, h) => `<path d="M${x - w / 2},${y}l${w / 4},${-h / 2}h${w / 2}l${w / 4},${h / 2}l${-w / 4},${h / 2}h${-w / 2}z"/>`,
};
const box = (x, y, w, h) => `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" rx="4"/>`;

function edge(element) {
  const [from, to] = [element.sourceEndpoint(), element.targetEndpoint()];
  const control = element.controlPoints()?.[0];
  const way = control ? `Q${round(control.x)},${round(control.y)} ` : "L";
  const colour = element.data("colour");
  const dash = element.data("derived") ? ' stroke-dasharray="5 4"' : "";
  const tail = control ?? from;
  const angle = (Math.atan2(to.y - tail.y, to.x - tail.x) * 180) / Math.PI;
  return `<g><title>${escaped(element.data("label"))}</title><path d="M${round(from.x)},${round(from.y)}${way}${round(to.x)},${round(to.y)}" fill="none" stroke="${colour}" stroke-width="1.8"${dash}/>`
    + `<path d="M0,0l-9,-4v8z" fill="${colour}" transform="translate(${round(to.x)} ${round(to.y)}) rotate(${round(angle)})"/></g>`;
}

function node(element, ink) {
  const { x, y } = element.position();
  const [w, h] = [element.width(), element.height()];
  const outline = (OUTLINES[element.style("shape")] ?? box)(round(x), round(y), w, h);
  const lines = element.data("label").split("\n").map((line, index) => `<tspan x="${round(x)}" dy="${index ? 13 : 0}">${escaped(line)}</tspan>`);
  return `<g fill="${element.style("background-color")}">${outline}</g><text x="${round(x)}" y="${round(y + h / 2 + 14)}" text-anchor="middle" font-size="11" fill="${ink}">${lines.join("")}</text>`;
}

/** Write the whole drawing. */
export function svgOf(cy, paper, ink) {
  const { x1, y1, w, h } = cy.elements().boundingBox();
  const [left, top, width, height] = [x1 - 30, y1 - 30, w + 60, h + 60].map(round);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif">`
    + `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paper}"/>${cy.edges().map(edge).join("")}${cy.nodes().map((each) => node(each, ink)).join("")}</svg>`;
}

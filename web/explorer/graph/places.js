/** Places: where things stand before they are arranged, so that one question always gives one picture. */

const SHORTEST = 62;
const LONGEST = 105;
const MARGIN = 34;

/** Give the length that arrows should have, so that the drawing fills its canvas without being shrunk. */
export const arrowLength = (cy) => Math.min(LONGEST, Math.max(SHORTEST, Math.sqrt((cy.width() * cy.height()) / cy.nodes().length) * 0.6));

/** Give how many steps each thing is away from some others; what cannot be reached is as far as can be. */
function stepsFrom(cy, ids) {
  const starts = ids.map((id) => cy.getElementById(id)).filter((start) => start.nonempty());
  const walks = starts.map((root) => cy.elements().dijkstra({ root }));
  return (node) => Math.min(cy.nodes().length, ...walks.map((walk) => walk.distanceTo(node)));
}

/** Group things by a number, least first; within a group they stand in the order of their ids. */
function grouped(nodes, by) {
  const groups = new Map();
  for (const node of nodes.toArray().toSorted((one, other) => (one.id() < other.id() ? -1 : 1))) {
    groups.set(by(node), [...(groups.get(by(node)) ?? []), node]);
  }
  return [...groups].sort(([one], [other]) => one - other).map(([, group]) => group);
}

/** Put the two ends of the paths at the ends of the longer side, and what is between them in layers. */
export function placeBetween(cy, [from, to]) {
  const [near, far] = [stepsFrom(cy, [from]), stepsFrom(cy, [to])];
  const layers = grouped(cy.nodes(), (node) => near(node) - far(node));
  const [width, height] = [cy.width() - 2 * MARGIN, cy.height() - 2 * MARGIN];
  layers.forEach((layer, index) => layer.forEach((node, place) => {
    const [along, across] = [index / Math.max(layers.length - 1, 1), (place + 1) / (layer.length + 1)];
    node.position(width > height ? { x: along * width, y: across * height } : { x: across * width, y: along * height });
  }));
}

/** Put some things in the middle, and the others around them, ring by ring. */
export function placeAround(cy, roots) {
  const stretch = cy.height() / cy.width();
  grouped(cy.nodes(), stepsFrom(cy, roots)).forEach((ring, index) => ring.forEach((node, place) => {
    const radius = ring.length === 1 && index === 0 ? 0 : (index + 0.5) * arrowLength(cy);
    const angle = (2 * Math.PI * place) / ring.length + index;
    node.position({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) * stretch });
  }));
}

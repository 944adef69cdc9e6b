/** The look of the graph: one shape per kind of thing, one colour per type of arrow. */
import { SHAPES } from "./shapes.js";

/** Read the page's own colours, which follow its light or dark look. */
function palette(element) {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = { ink: read("--ink"), paper: read("--card"), muted: read("--muted"), accent: read("--accent"), person: read("--node-person"), place: read("--node-place"), race: read("--node-race") };
  probe.remove();
  return colours;
}

/** Give the style sheet of the drawing. */
export function lookOf(element, fewEdges) {
  const { ink, paper, muted, accent, person, place, race } = palette(element);
  const fills = { PERSON: person, MUNICIPALITY: place, CONTEST: race, ELECTION: muted };
  return [
    { selector: "node", style: { label: "data(label)", "font-size": 11, "font-family": "system-ui, sans-serif", color: ink, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 110, "text-outline-color": paper, "text-outline-width": 2.5, width: 24, height: 24, "border-width": 1.5, "border-color": paper } },
    ...Object.entries(SHAPES).map(([kind, shape]) => ({ selector: `node[kind="${kind}"]`, style: { shape, "background-color": fills[kind] ?? accent } })),
    { selector: 'node[kind="PARTY"]', style: { "background-color": "data(colour)", width: 30 } },
    { selector: "node[root]", style: { width: 38, height: 38, "font-weight": "bold", "font-size": 13, "border-width": 3, "border-color": ink } },
    { selector: "node.pinned", style: { "border-color": accent, "border-width": 3, "border-style": "double" } },
    { selector: "node.chosen", style: { "border-color": accent, "border-width": 4 } },
    { selector: "edge", style: { width: 1.8, "line-color": "data(colour)", "target-arrow-color": "data(colour)", "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "bezier", "font-size": 9, color: muted, "text-rotation": "autorotate", "text-outline-color": paper, "text-outline-width": 2, label: fewEdges ? "data(label)" : "" } },
    { selector: "edge[derived]", style: { "line-style": "dashed" } },
    { selector: "edge.near, edge.chosen", style: { width: 3, label: "data(label)", color: ink, "z-index": 9 } },
    { selector: ".far", style: { opacity: 0.22 } },
  ];
}

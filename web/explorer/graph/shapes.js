/** Shapes: the outline of each kind of thing, alike on the canvas, in the legend and in files. */
export const SHAPES = { PERSON: "ellipse", PARTY: "round-rectangle", MUNICIPALITY: "hexagon", CONTEST: "diamond", ELECTION: "round-tag" };

const box = (x, y, w, h) => `M${x - w / 2},${y - h / 2}h${w}v${h}h${-w}z`;
const PATHS = {
  ellipse: (x, y, w, h) => `M${x - w / 2},${y}a${w / 2},${h / 2} 0 1 0 ${w},0a${w / 2},${h / 2} 0 1 0 ${-w},0z`,
  diamond: (x, y, w, h) => `M${x},${y - h / 2}l${w / 2},${h / 2}l${-w / 2},${h / 2}l${-w / 2},${-h / 2}z`,
  hexagon: (x, y, w, h) => `M${x - w / 2},${y}l${w / 4},${-h / 2}h${w / 2}l${w / 4},${h / 2}l${-w / 4},${h / 2}h${-w / 2}z`,
  "round-tag": (x, y, w, h) => `M${x - w / 2},${y - h / 2}h${w * 0.75}l${w / 4},${h / 2}l${-w / 4},${h / 2}h${-w * 0.75}z`,
};

/** Give the path of a shape around a point. */
export const outline = (kind, x, y, w, h) => (PATHS[SHAPES[kind]] ?? box)(x, y, w, h);

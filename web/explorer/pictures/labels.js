/** Labels: each name in its circle, beside it, or at the end of a line; the least are left out. */

const LETTER = 0.6; // the width of a letter, as a share of its height
const LINE = 1.12;
const INSIDE = { most: 15, share: 2, stretch: 1.2 };
const CROWDED = 1.5; // units to a pixel, from which on letters have to be small
const OUTSIDE = 10.5;
const NEAR = 3;
const FAR = [12, 20, 30, 42, 56, 72, 90];
const CLEAR = 2.5;
const ANGLES = [90, 270, 0, 180, 45, 135, 315, 225, 67, 113, 247, 293, 22, 158, 202, 338];

const least = (unit) => (unit > CROWDED ? 8.5 : 10) * unit;
const linesOf = (name) => (name.includes(" ") ? [[name], halved(name)] : [[name]]);
const longest = (lines) => Math.max(...lines.map(({ length }) => length));

/** Break a name at the space nearest its middle. */
function halved(name) {
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index);
  const at = spaces.reduce((best, each) => (Math.abs(each - name.length / 2) < Math.abs(best - name.length / 2) ? each : best));
  return [name.slice(0, at), name.slice(at + 1)];
}

/** Give the label within the circle, as large as fits, or nothing. */
function inside({ x, y, r, municipality: { name } }, unit) {
  const fitting = linesOf(name).map((lines) => {
    const [wide, high] = [longest(lines) * LETTER, lines.length * LINE];
    return { lines, size: Math.min(INSIDE.most * unit, (INSIDE.share * r) / Math.hypot(wide, high * 0.8)) };
  });
  const best = fitting.reduce((one, other) => (other.size > one.size * 1.15 ? other : one));
  return best.size >= least(unit) ? { ...best, x, y, inside: true, anchor: "middle" } : null;
}

/** Give the label over a circle, though it stands out a little to both sides; too long a name gives none. */
function over({ x, y, r, municipality: { name } }, unit) {
  const size = least(unit);
  const [half, high] = [(name.length * LETTER * size) / 2, size / 2];
  if (half > r * INSIDE.stretch) return [];
  return [{ lines: [name], size, x, y, inside: true, anchor: "middle", way: [], box: { left: x - half, right: x + half, top: y - high, bottom: y + high } }];
}

/** Give the label beside a circle in one direction; from some distance on, a line leads to it. */
function beside({ x, y, r, municipality: { name } }, angle, distance, unit) {
  const size = OUTSIDE * unit;
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const [width, height] = [name.length * LETTER * size, size];
  const end = { x: x + cos * (r + distance * unit), y: y + sin * (r + distance * unit) };
  const anchor = Math.abs(cos) < 0.5 ? "middle" : cos > 0 ? "start" : "end";
  const left = anchor === "middle" ? end.x - width / 2 : anchor === "start" ? end.x : end.x - width;
  const middle = end.y + sin * height * 0.5;
  const lead = distance > NEAR ? { x1: x + cos * r, y1: y + sin * r, x2: end.x, y2: end.y } : null;
  return { lines: [name], size, anchor, lead, way: lead ? along(lead) : [], x: end.x, y: middle, box: { left: left - CLEAR, right: left + width + CLEAR, top: middle - height * 0.6, bottom: middle + height * 0.6 } };
}

const covers = (box, { x, y, r }) => Math.hypot(x - Math.min(Math.max(x, box.left), box.right), y - Math.min(Math.max(y, box.top), box.bottom)) < r;
const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const within = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

/** Give the points of a line, close to each other. */
function along({ x1, y1, x2, y2 }) {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 3);
  return Array.from({ length: steps + 1 }, (_, step) => ({ x: x1 + ((x2 - x1) * step) / steps, y: y1 + ((y2 - y1) * step) / steps }));
}

const isIn = ({ x, y }, box) => x > box.left && x < box.right && y > box.top && y < box.bottom;
const isOn = ({ x, y }, circle) => Math.hypot(x - circle.x, y - circle.y) < circle.r;
const meet = (one, other) => one.some(({ x, y }) => other.some((at) => Math.hypot(x - at.x, y - at.y) < CLEAR));

/** Tell whether a label covers nothing, and the line to it crosses nothing. */
function free(label, circle, circles, taken, frame) {
  if (!within(label.box, frame) || circles.some((each) => covers(label.box, each) && !(label.inside && each === circle))) return false;
  if (taken.some(({ box, way }) => overlap(label.box, box) || way.some((at) => isIn(at, label.box)))) return false;
  const others = circles.filter((each) => each !== circle);
  return !label.way.some((at) => others.some((each) => isOn(at, each)) || taken.some(({ box }) => isIn(at, box)))
    && !taken.some(({ way }) => meet(label.way, way));
}

function labelled(sorted, circles, frame, unit) {
  const labels = new Map();
  const taken = [];
  for (const circle of sorted) {
    const own = inside(circle, unit);
    const around = [NEAR, ...FAR].flatMap((distance) => ANGLES.map((angle) => beside(circle, angle, distance, unit)));
    const tried = own ? [] : [...over(circle, unit), ...around];
    const label = own ?? tried.find((each) => free(each, circle, circles, taken, frame));
    if (!label) continue;
    labels.set(circle.municipality.id, label);
    if (!own) taken.push(label);
  }
  return labels;
}

const named = (labels, circles) => circles.reduce((sum, { municipality, r }) => sum + (labels.has(municipality.id) ? r : 0), 0);

/** Place the labels, beginning with the largest circles or the smallest, whichever names more; `unit` is what a pixel is in the picture. */
export function labelsOf(circles, frame, unit) {
  const sorted = circles.toSorted((one, other) => other.r - one.r);
  const [largest, smallest] = [sorted, sorted.toReversed()].map((each) => labelled(each, circles, frame, unit));
  return named(smallest, circles) > named(largest, circles) ? smallest : largest;
}

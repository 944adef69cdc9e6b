/** Circles: each as near as can be to where its municipality lies, and none over another. */

const SIZE = 640;
const ROUNDS = 260;
const SMALLEST = 15;
const GAP = 4;
const SQUEEZE = 0.738; // how much shorter a degree of longitude is than one of latitude, at 42.6° north

const radiusOf = (population) => (population ? Math.max(SMALLEST, Math.sqrt(population) / 6.4) : SMALLEST);

function separate(one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const distance = Math.hypot(dx, dy) || 0.01;
  const overlap = one.r + other.r + GAP - distance;
  if (overlap <= 0) return;
  const [px, py] = [(dx / distance) * overlap * 0.5, (dy / distance) * overlap * 0.5];
  one.x -= px;
  one.y -= py;
  other.x += px;
  other.y += py;
}

/** Place the circles: each is drawn to where it lies and pushed off those that it covers. */
export function placed(municipalities) {
  const known = municipalities.filter(({ latitude }) => latitude !== null);
  const [west, east] = [Math.min(...known.map((m) => m.longitude)), Math.max(...known.map((m) => m.longitude))];
  const [south, north] = [Math.min(...known.map((m) => m.latitude)), Math.max(...known.map((m) => m.latitude))];
  const scale = SIZE / Math.max((east - west) * SQUEEZE, north - south);
  const circles = known.map((municipality) => {
    const home = { x: (municipality.longitude - west) * SQUEEZE * scale, y: (north - municipality.latitude) * scale };
    return { municipality, ...home, home, r: radiusOf(municipality.population) * (SIZE / 528) };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const circle of circles) {
      circle.x += (circle.home.x - circle.x) * 0.03;
      circle.y += (circle.home.y - circle.y) * 0.03;
    }
    circles.forEach((one, index) => circles.slice(index + 1).forEach((other) => separate(one, other)));
  }
  return circles;
}

/** Give the frame that holds all circles, and a margin. */
export function frameOf(circles, margin) {
  const left = Math.min(...circles.map(({ x, r }) => x - r)) - margin;
  const top = Math.min(...circles.map(({ y, r }) => y - r)) - margin;
  const right = Math.max(...circles.map(({ x, r }) => x + r)) + margin;
  const bottom = Math.max(...circles.map(({ y, r }) => y + r)) + margin;
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

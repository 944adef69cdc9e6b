/** The map: one circle per municipality where it lies, moved apart so that none hides another. */
import { go, pageOf, plain } from "../address.js";
import { colourOf, INDEPENDENT, shortName } from "../parties.js";
import { html, useMemo } from "../../vendor/ui.js";
import { t } from "../words/words.js";
import { useWidth } from "./width.js";

const SIZE = 640;
const MARGIN = 56;
const ROUNDS = 260;
const SMALLEST = 15;
const GAP = 4;
const SMALL = 1.25;

const radiusOf = (population) => (population ? Math.max(SMALLEST, Math.sqrt(population) / 6.4) : SMALLEST);

/** Place the circles: each is drawn to where it lies and pushed off those that it covers. */
export function placed(municipalities) {
  const known = municipalities.filter(({ latitude }) => latitude !== null);
  const [west, east] = [Math.min(...known.map((m) => m.longitude)), Math.max(...known.map((m) => m.longitude))];
  const [south, north] = [Math.min(...known.map((m) => m.latitude)), Math.max(...known.map((m) => m.latitude))];
  const scale = (SIZE - 2 * MARGIN) / Math.max((east - west) * 0.738, north - south);
  const circles = known.map((municipality) => {
    const x = MARGIN + (municipality.longitude - west) * 0.738 * scale + (SIZE - 2 * MARGIN - (east - west) * 0.738 * scale) / 2;
    const y = MARGIN + (north - municipality.latitude) * scale;
    return { municipality, x, y, home: { x, y }, r: radiusOf(municipality.population) };
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

/** A name: in its circle where that is large enough, else below it; on a small picture left out. */
function Label({ circle: { municipality: { name }, x, y, r }, known, zoom }) {
  const size = Math.max(9.5, Math.min(14, (r * 3) / name.length + 3.2)) * zoom;
  const inside = r > size * name.length * 0.29;
  if (!inside && zoom > SMALL) return null;
  return html`<text x=${x} y=${inside ? y : y + r + 6} font-size=${inside ? size : 9.5 * zoom} class=${inside && known ? "inside" : "outside"} dominant-baseline="central" text-anchor="middle">${name}</text>`;
}

/** Say who won, in words. */
export function winnerWords({ winnerParty, winner }) {
  const party = winnerParty ? shortName(winnerParty) : winner?.candidacy?.independent ? t("independent") : null;
  return [winner?.person.name, party].filter(Boolean).join(", ") || t("winner not known");
}

const winnerKnown = (contest) => contest?.winnerParty || contest?.winner?.candidacy?.independent;

function Circle({ circle: { municipality, x, y, r }, contest, before }) {
  const name = municipality.name;
  const independent = contest?.winner?.candidacy?.independent;
  const known = winnerKnown(contest);
  const fill = known ? colourOf(contest.winnerParty, independent) : "none";
  const old = before && (before.winnerParty || before.winner?.candidacy.independent) && known;
  const flipped = old && (before.winnerParty ? plain(before.winnerParty.id) : INDEPENDENT) !== (contest.winnerParty ? plain(contest.winnerParty.id) : INDEPENDENT);
  const words = contest ? winnerWords(contest) : t("no contest recorded");
  const title = `${name}: ${words}${flipped ? ` (${t("before: {party}", { party: winnerWords(before) })})` : ""}`;
  return html`
    <a href=${pageOf(municipality.id)} aria-label=${title}>
      <title>${title}</title>
      ${flipped && html`<circle cx=${x} cy=${y} r=${r} fill=${colourOf(before.winnerParty, before.winner?.candidacy.independent)} />`}
      <circle cx=${x} cy=${y} r=${flipped ? r - 4.5 : r} fill=${known ? fill : undefined} class=${known ? (flipped ? "place flipped" : "place") : "place blank"} />
    </a>`;
}

/** The map of an election, with rings where the party changed since the one before. */
export function ElectionMap({ contests, before = [], label: title }) {
  const [holder, width] = useWidth();
  const zoom = Math.max(1, 520 / width);
  const mayors = contests.filter(({ office }) => office === "MAYOR");
  const circles = useMemo(() => placed(mayors.map(({ municipality }) => municipality)), [contests]);
  const at = (list) => new Map(list.filter(({ office }) => office === "MAYOR").map((contest) => [plain(contest.municipality.id), contest]));
  const [now, then] = [at(contests), at(before)];
  return html`
    <div class="map" ref=${holder}>
      <svg class="picture" viewBox=${`0 0 ${SIZE} ${SIZE}`} role="group" aria-label=${title}>
        ${circles.map((circle) => {
          const id = plain(circle.municipality.id);
          return html`<${Circle} key=${id} circle=${circle} contest=${now.get(id)} before=${then.get(id)} />`;
        })}
        <g aria-hidden="true">${circles.map((circle) => html`<${Label} circle=${circle} known=${winnerKnown(now.get(plain(circle.municipality.id)))} zoom=${zoom} />`)}</g>
      </svg>
      <${Legend} contests=${mayors} />
    </div>`;
}

/** The parties on the map, with how many municipalities each won. */
export function Legend({ contests }) {
  const counts = new Map();
  for (const { winnerParty, winner } of contests) {
    const independent = winner?.candidacy?.independent ?? false;
    const key = winnerParty ? plain(winnerParty.id) : independent ? "independent" : "unknown";
    const row = counts.get(key) ?? { party: winnerParty, independent, count: 0, key };
    counts.set(key, { ...row, count: row.count + 1 });
  }
  const rows = [...counts.values()].sort((one, other) => (one.key === "unknown") - (other.key === "unknown") || other.count - one.count);
  return html`<ul class="legend">${rows.map(({ key, party, independent, count }) => html`
    <li key=${key}><span class=${key === "unknown" ? "dot hollow" : "dot"} style=${{ background: key === "unknown" ? "none" : colourOf(party, independent) }}></span>
      ${party ? html`<button class="bare" onClick=${() => go(pageOf(party.id))}>${shortName(party)}</button>` : key === "unknown" ? html`<span class="unknown">${t("not known")}</span>` : t("independent")} <span class="number">${count}</span></li>`)}</ul>`;
}

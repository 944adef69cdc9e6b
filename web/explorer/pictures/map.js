/** The map: one circle per municipality, in the colour of the party that won there. */
import { go, pageOf, plain } from "../address.js";
import { colourOf, INDEPENDENT, shortName } from "../parties.js";
import { html, useMemo } from "../../vendor/ui.js";
import { t } from "../words/words.js";
import { frameOf, placed } from "./circles.js";
import { labelsOf } from "./labels.js";
import { useWidth } from "./width.js";

const MARGIN = 14;

/** A name, with the line that leads to it where it stands away from its circle. */
const Label = ({ label: { lines, x, y, size, anchor, lead, inside }, known }) => html`
  ${lead && html`<line class="lead" x1=${lead.x1} y1=${lead.y1} x2=${lead.x2} y2=${lead.y2} />`}
  <text font-size=${size} class=${inside && known ? "inside" : "outside"} dominant-baseline="central" text-anchor=${anchor}>
    ${lines.map((line, index) => html`<tspan x=${x} y=${y + (index - (lines.length - 1) / 2) * size * 1.12}>${line}</tspan>`)}</text>`;

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

const at = (list) => new Map(list.filter(({ office }) => office === "MAYOR").map((contest) => [plain(contest.municipality.id), contest]));

/** The map of an election, with rings where the party changed since the one before. */
export function ElectionMap({ contests, before = [], label: title }) {
  const [holder, width] = useWidth();
  const mayors = contests.filter(({ office }) => office === "MAYOR");
  const circles = useMemo(() => placed(mayors.map(({ municipality }) => municipality)), [contests]);
  const frame = frameOf(circles, MARGIN);
  const labels = useMemo(() => labelsOf(circles, frame, frame.width / width), [circles, width]);
  const unnamed = circles.map(({ municipality }) => municipality).filter(({ id }) => !labels.has(id));
  const [now, then] = [at(contests), at(before)];
  return html`
    <div class="map" ref=${holder}>
      <svg class="picture" viewBox=${[frame.left, frame.top, frame.width, frame.height].map(Math.round).join(" ")} role="group" aria-label=${title}>
        ${circles.map((circle) => {
          const id = plain(circle.municipality.id);
          return html`<${Circle} key=${id} circle=${circle} contest=${now.get(id)} before=${then.get(id)} />`;
        })}
        <g aria-hidden="true">${[...labels].map(([id, label]) => html`<${Label} key=${id} label=${label} known=${winnerKnown(now.get(plain(id)))} />`)}</g>
      </svg>
      <${Legend} contests=${mayors} />
      ${unnamed.length > 0 && html`<p class="note">${t("No room on the map for the names of:")} ${unnamed.map(({ name }) => name).join(", ")}</p>`}
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

/** The map: one circle per municipality, in the colour of the party that won there. */
import { go, pageOf, plain } from "../address.js";
import { colourOf, labelOf, nameOf, shortName } from "../parties.js";
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

/** Give the label that a circle is drawn for, if it is known. */
function knownLabel(contest) {
  const label = contest && labelOf(contest);
  return label?.unknown ? null : label;
}

function Circle({ circle: { municipality, x, y, r }, contest, before }) {
  const name = municipality.name;
  const [known, old] = [knownLabel(contest), knownLabel(before)];
  const flipped = known && old && known.key !== old.key;
  const words = contest ? winnerWords(contest) : t("no contest recorded");
  const title = `${name}: ${words}${flipped ? ` (${t("before: {party}", { party: winnerWords(before) })})` : ""}`;
  return html`
    <a href=${pageOf(municipality.id)} aria-label=${title}>
      <title>${title}</title>
      ${flipped && html`<circle cx=${x} cy=${y} r=${r} fill=${colourOf(old.party, old.independent)} />`}
      <circle cx=${x} cy=${y} r=${flipped ? r - 4.5 : r} fill=${known ? colourOf(known.party, known.independent) : undefined} class=${known ? (flipped ? "place flipped" : "place") : "place blank"} />
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
        <g aria-hidden="true">${[...labels].map(([id, label]) => html`<${Label} key=${id} label=${label} known=${knownLabel(now.get(plain(id)))} />`)}</g>
      </svg>
      <${Legend} contests=${mayors} />
      ${unnamed.length > 0 && html`<p class="note">${t("No room on the map for the names of:")} ${unnamed.map(({ name }) => name).join(", ")}</p>`}
    </div>`;
}

/** The parties on the map, with how many municipalities each won. */
export function Legend({ contests }) {
  const counts = new Map();
  for (const label of contests.map(labelOf)) counts.set(label.key, { ...label, count: (counts.get(label.key)?.count ?? 0) + 1 });
  const rows = [...counts.values()].sort((one, other) => Boolean(one.unknown) - Boolean(other.unknown) || other.count - one.count);
  const name = (label) => (label.party ? html`<button class="bare" onClick=${() => go(pageOf(label.party.id))}>${nameOf(label)}</button>`
    : html`<span class=${label.unknown ? "unknown" : ""}>${nameOf(label)}</span>`);
  return html`<ul class="legend">${rows.map(({ count, ...label }) => html`
    <li key=${label.key}><span class=${label.unknown ? "dot hollow" : "dot"} style=${{ background: colourOf(label.party, label.independent) }}></span>
      ${name(label)} <span class="number">${count}</span></li>`)}</ul>`;
}

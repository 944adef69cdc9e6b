/** The timeline: offices, parties and candidacies of a person, one above the other. */
import { colourOf, INDEPENDENT, shortName } from "../parties.js";
import { earliest, latest } from "../dates.js";
import { html } from "../../vendor/ui.js";
import { inWords, t } from "../words/words.js";
import { useWidth } from "./width.js";

const LANES = { office: 44, party: 96, vote: 150 };
const HEIGHT = 190;
const LEFT = 12;
const RIGHT = 16;

const middle = (date) => (earliest(date) + latest(date)) / 2;

/** Give the moment at which a mandate ended: as stated, else when the next one here began. */
export function endOf({ since, until, municipality }) {
  if (until) return latest(until);
  const later = municipality.mayors.map((mayor) => mayor.since).filter((date) => date && since && earliest(date) > earliest(since));
  return later.length ? Math.min(...later.map(earliest)) : null;
}

/** Give the spans during which a person stood with one party: from one event to the next. */
export function partySpans({ ranIn, defectedTo }, end) {
  const stood = ranIn.filter(({ since, party, independent }) => since && (party || independent))
    .map(({ since, party, independent }) => ({ at: earliest(since), party, independent }));
  const moved = defectedTo.filter(({ since, until }) => since || until)
    .map(({ since, until, toParty }) => ({ at: middle(since ?? until), party: toParty, independent: !toParty, move: true }));
  const events = [...stood, ...moved].sort((one, other) => one.at - other.at);
  const label = ({ party, independent }) => party?.id ?? independent;
  const turns = events.filter((event, index) => index === 0 || event.move || label(event) !== label(events[index - 1]));
  return turns.map((event, index) => ({ ...event, end: turns[index + 1]?.at ?? end }));
}

function spanOf(person, until) {
  const moments = [
    ...person.ranIn.map(({ since }) => since && earliest(since)),
    ...person.defectedTo.flatMap(({ since, until: last }) => [since && earliest(since), last && latest(last)]),
    ...person.heldOffice.flatMap((held) => [held.since && earliest(held.since), endOf(held)]),
  ].filter(Boolean);
  if (!moments.length) return null;
  return [Math.floor(Math.min(...moments) - 0.4), Math.min(until, Math.ceil(Math.max(...moments) + 1.2))];
}

const Office = ({ held, x, end }) => {
  const [from, to] = [x(earliest(held.since)), x(endOf(held) ?? end)];
  const open = endOf(held) === null;
  const title = `${t(held.office)}, ${held.municipality.name}, ${inWords(held.since)}`;
  return html`<g><title>${title}</title>
    <rect x=${from} y=${LANES.office - 13} width=${Math.max(4, to - from - 1)} height="26" rx="3" fill=${colourOf(held.party, !held.party)} class=${open ? "open" : ""} />
    ${to - from > 70 && html`<text x=${from + 7} y=${LANES.office} class="on-colour" dominant-baseline="central">${held.municipality.name}</text>`}</g>`;
};

const Span = ({ span, x }) => {
  const [from, to] = [x(span.at), x(span.end)];
  const name = span.party ? shortName(span.party) : t("independent");
  return html`<g><title>${name}</title>
    <rect x=${from} y=${LANES.party - 5} width=${Math.max(2, to - from)} height="10" fill=${span.party ? colourOf(span.party) : INDEPENDENT} />
    ${to - from > name.length * 7 && html`<text x=${from + 2} y=${LANES.party + 17} class="small">${name}</text>`}
    ${span.move && html`<path d=${`M${from - 7},${LANES.party - 12}h9l6,12l-6,12h-9l6,-12z`} class="move" />`}</g>`;
};

const Vote = ({ run, x }) => {
  const won = run.outcome === "ELECTED";
  const at = x(earliest(run.since));
  const title = `${run.contest.municipality.name} ${run.since.slice(0, 4)}: ${t(run.outcome)}`;
  return html`<g><title>${title}</title>
    <circle cx=${at} cy=${LANES.vote} r="8" fill=${won ? colourOf(run.party, run.independent) : undefined} stroke=${colourOf(run.party, run.independent)} stroke-width="3" class=${won ? "won" : "lost"} />
    ${won && html`<path d=${`M${at - 3.5},${LANES.vote}l2.5,3l4.5,-6`} class="tick" />`}</g>`;
};

/** The picture; what it shows stands in the list below it too. */
export function Timeline({ person, until = 2027 }) {
  const [holder, width] = useWidth();
  const span = spanOf(person, until);
  if (!span) return html`<div ref=${holder}></div>`;
  const [start, end] = span;
  const x = (moment) => LEFT + ((Math.min(moment, end) - start) / (end - start)) * (width - LEFT - RIGHT);
  const step = (end - start) * 34 > width ? 2 : 1;
  const years = Array.from({ length: end - start + 1 }, (_, index) => start + index).filter((year) => (year - start) % step === 0 && x(year) < width - 30);
  return html`
    <div ref=${holder} class="timeline">
      <svg class="picture" width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`} role="img" aria-label=${t("Timeline of {name}", { name: person.name })}>
        ${years.map((year) => html`<line x1=${x(year)} x2=${x(year)} y1="20" y2=${HEIGHT - 20} class="grid" /><text x=${x(year) + 3} y=${HEIGHT - 6} class="small">${year}</text>`)}
        ${[["office", t("in office")], ["party", t("party")], ["vote", t("stood")]].map(([lane, label]) => html`<text x=${LEFT} y=${LANES[lane] - 19} class="lane">${label}</text>`)}
        ${person.heldOffice.filter(({ since }) => since).map((held) => html`<${Office} held=${held} x=${x} end=${end} />`)}
        ${partySpans(person, end).map((each) => html`<${Span} span=${each} x=${x} />`)}
        ${person.ranIn.filter(({ since }) => since).map((run) => html`<${Vote} run=${run} x=${x} />`)}
      </svg>
    </div>`;
}

/** The timeline: offices, parties and candidacies of a person, one above the other. */
import { colourOf, INDEPENDENT, shortName } from "../parties.js";
import { earliest, latest, middle } from "../dates.js";
import { html } from "../../vendor/ui.js";
import { inWords, t } from "../words/words.js";
import { useWidth } from "./width.js";

const LANES = { office: 44, party: 96, vote: 150 };
const HEIGHT = 190;
const LEFT = 12;
const RIGHT = 16;

const FADE = 1; // years in which a bar fades out after the last fact that it rests on

/** Give the time in office: `known` until the end that is stated, or until the next term where none came between. */
export function officeSpan(held, { id, succeededBy }) {
  const at = earliest(held.since);
  if (held.until) return { at, known: latest(held.until), end: latest(held.until) };
  const next = held.municipality.mayors.filter(({ since }) => since && earliest(since) > at)
    .reduce((first, mayor) => (first && earliest(first.since) <= earliest(mayor.since) ? first : mayor), null);
  const link = succeededBy.find(({ before }) => before.id === held.id);
  const follows = next && (link ? link.immediate : next.person.id === id);
  return { at, known: follows ? earliest(next.since) : at, end: next ? earliest(next.since) : undefined };
}

const label = ({ party, independent }) => party?.id ?? independent;

/** Give the spans with one party: `known` until the last event that shows it, at most until the next party. */
export function partySpans({ ranIn, defectedTo }) {
  const stood = ranIn.filter(({ since, party, independent }) => since && (party || independent))
    .map(({ since, party, independent }) => ({ at: earliest(since), party, independent }));
  const moved = defectedTo.filter(({ since, until }) => since || until)
    .map((move) => ({ at: middle(move), party: move.toParty, independent: !move.toParty, left: label({ party: move.fromParty, independent: true }) }));
  const events = [...stood, ...moved].sort((one, other) => one.at - other.at);
  const spans = [];
  for (const event of events) {
    const present = spans.at(-1);
    const stays = present && label(present) === label(event);
    if (present && (stays || event.left === label(present))) present.known = event.at;
    if (present && !stays) present.end = event.at;
    if (!stays || event.left) spans.push({ ...event, known: event.at });
  }
  return spans;
}

/** Give the first and the last moment of the picture: what is known, and the time in which it fades. */
function frameOf(person, offices, parties, until) {
  const moments = [...person.ranIn.map(({ since }) => since && earliest(since)), ...[...offices, ...parties].flatMap(({ at, known }) => [at, known])].filter(Boolean);
  if (!moments.length) return null;
  return [Math.floor(Math.min(...moments) - 0.4), Math.min(until, Math.max(...moments) + FADE)];
}

/** Give where a bar has faded out, which is where it ends if that is known. */
const fadedOut = ({ known, end = Infinity }) => (known === end ? known : Math.min(known + FADE, end));

/** A bar that is plain as far as it is known, and fades out after that. */
function Bar({ id, span, x, y, height, colour }) {
  const [from, known, to] = [span.at, span.known, fadedOut(span)].map(x);
  const width = Math.max(3, to - from - 1);
  const fades = to > known;
  return html`
    ${fades && html`<linearGradient id=${id}><stop offset=${(known - from) / width} stop-color=${colour} /><stop offset="1" stop-color=${colour} stop-opacity="0" /></linearGradient>`}
    <rect x=${from} y=${y - height / 2} width=${width} height=${height} rx=${height / 9} fill=${fades ? `url(#${id})` : colour} />`;
}

const Office = ({ held, span, x, id }) => {
  const [from, known] = [x(span.at), x(span.known)];
  const place = held.municipality.name;
  const open = span.known === span.at;
  const wide = known - from > 70;
  const fits = wide || (open && x(Infinity) - from > place.length * 9);
  const title = [t(held.office), place, inWords(held.since), open && t("end not known")].filter(Boolean).join(", ");
  return html`<g class="office"><title>${title}</title>
    <${Bar} id=${id} span=${span} x=${x} y=${LANES.office} height=${26} colour=${colourOf(held.party, !held.party)} />
    ${fits && html`<text x=${from + 7} y=${LANES.office} class=${wide ? "on-colour" : "on-fading"} dominant-baseline="central">${place}</text>`}</g>`;
};

const Party = ({ span, x, id }) => {
  const [from, to] = [x(span.at), x(fadedOut(span))];
  const name = span.party ? shortName(span.party) : t("independent");
  return html`<g class="party"><title>${name}</title>
    <${Bar} id=${id} span=${span} x=${x} y=${LANES.party} height=${10} colour=${span.party ? colourOf(span.party) : INDEPENDENT} />
    ${to - from > name.length * 7 && html`<text x=${from + 2} y=${LANES.party + 17} class="small">${name}</text>`}
    ${span.left && html`<path d=${`M${from - 7},${LANES.party - 12}h9l6,12l-6,12h-9l6,-12z`} class="move" />`}</g>`;
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
export function Timeline({ person, until = Infinity }) {
  const [holder, width] = useWidth();
  const offices = person.heldOffice.filter(({ since }) => since).map((held) => ({ held, ...officeSpan(held, person) }));
  const parties = partySpans(person);
  const frame = frameOf(person, offices, parties, until);
  if (!frame) return html`<div ref=${holder}></div>`;
  const [start, end] = frame;
  const x = (moment) => LEFT + ((Math.min(moment, end) - start) / (end - start)) * (width - LEFT - RIGHT);
  const step = (end - start) * 38 > width ? 2 : 1;
  const years = Array.from({ length: end - start + 1 }, (_, index) => start + index).filter((year) => (year - start) % step === 0 && x(year) < width - 30);
  return html`
    <div ref=${holder} class="timeline">
      <svg class="picture" width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`} role="img" aria-label=${t("Timeline of {name}", { name: person.name })}>
        ${years.map((year) => html`<line x1=${x(year)} x2=${x(year)} y1="20" y2=${HEIGHT - 20} class="grid" /><text x=${x(year) + 3} y=${HEIGHT - 6} class="small">${year}</text>`)}
        ${[["office", t("in office")], ["party", t("party")], ["vote", t("stood")]].map(([lane, words]) => html`<text x=${LEFT} y=${LANES[lane] - 19} class="lane">${words}</text>`)}
        ${offices.map(({ held, ...span }, index) => html`<${Office} held=${held} span=${span} x=${x} id=${`office-${index}`} />`)}
        ${parties.map((span, index) => html`<${Party} span=${span} x=${x} id=${`party-${index}`} />`)}
        ${person.ranIn.filter(({ since }) => since).map((run) => html`<${Vote} run=${run} x=${x} />`)}
      </svg>
      ${[...offices, ...parties].some((span) => fadedOut(span) > span.known) && html`<p class="note">${t("Where a bar fades out, nothing is recorded of what came after.")}</p>`}
    </div>`;
}

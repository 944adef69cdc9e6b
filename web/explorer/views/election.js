/** An election: the map, the table, the standings, who flipped, and what is missing. */
import { pageOf, plain } from "../address.js";
import { useAnswer } from "../api.js";
import { yearOf } from "../dates.js";
import { colourOf } from "../parties.js";
import { Card, ViewTools } from "../pieces/card.js";
import { Source, Statements } from "../pieces/evidence.js";
import { Figure, PartyChip, ThingLink, Unknown } from "../pieces/marks.js";
import { Answered, Empty } from "../pieces/states.js";
import { ElectionMap } from "../pictures/map.js";
import { ELECTION, FLIPS } from "../queries/election.js";
import { OVERVIEW } from "../queries/overview.js";
import { html } from "../../vendor/ui.js";
import { inWords, number, percent, t } from "../words/words.js";
import { Winners, winnersTable } from "./winners.js";

const Standings = ({ standings }) => {
  const most = Math.max(1, ...standings.map(({ mayors }) => mayors));
  return html`<ul class="results compact">${standings.map(({ party, independent, mayors, published }) => html`
    <li class="result"><span class="who"><${PartyChip} party=${party} independent=${independent} /></span>
      <span class="bar-track" aria-hidden="true"><span class="bar" hidden=${!mayors} style=${{ width: `${(mayors / most) * 100}%`, background: colourOf(party, independent) }}></span></span>
      <span class="figures"><b class="number">${mayors}</b> ${published.map(({ value, citation }) => html`<small class=${value === mayors ? "agrees" : "differs"} title=${citation.source.title}>${t("published: {value}", { value })}</small>`)}</span></li>`)}</ul>`;
};

/** Which municipalities changed hands since the general election before. */
function Flips({ election, earlier, question }) {
  const answer = useAnswer(FLIPS, { id: plain(election.id), since: earlier && plain(earlier.id), ...question }, { skip: !earlier });
  const flips = answer.data?.election?.flips;
  if (!earlier || !flips) return null;
  const side = (contest) => html`${contest.winner?.person.name ?? ""} <${PartyChip} party=${contest.winnerParty} independent=${!contest.winnerParty} />`;
  return html`
    <${Card} title=${t("Changed hands since {year}", { year: yearOf(earlier.date) })} name=${`flips-${yearOf(election.date)}`}
      rows=${() => [["municipality", "before", "party before", "after", "party after"], ...flips.map(({ municipality, before, after }) => [municipality.name, before.winner?.person.name, before.winnerParty?.name, after.winner?.person.name, after.winnerParty?.name])]}>
      ${flips.length ? html`<ul class="flips">${flips.map(({ municipality, before, after }) => html`
        <li key=${municipality.id}><strong><${ThingLink} thing=${municipality} /></strong><span>${side(before)}</span><span class="arrow" aria-label=${t("then")}>→</span><span>${side(after)}</span></li>`)}</ul>`
        : html`<${Empty}>${t("None is known.")}<//>`}
    <//>`;
}

const Coverage = ({ coverage }) => html`
  <ul class="coverage">${coverage.map(({ measure, expected, recorded, complete, note }) => html`
    <li key=${measure}><span>${t(`measure ${measure}`)}</span>
      ${expected === null ? html`<b>${number(recorded)}</b>` : html`<progress max=${Math.max(expected, 1)} value=${recorded} aria-label=${t(`measure ${measure}`)}></progress><b>${t("{recorded} of {expected}", { recorded, expected })}</b>`}
      ${complete === null ? html`<small class="unknown">${t("how many there should be is not known")}</small>` : ""} ${note && html`<small lang="en">${note}</small>`}</li>`)}</ul>`;

function Head({ election }) {
  const turnout = (value) => (value === null ? html`<${Unknown} />` : percent(value));
  return html`
    <header class="thing"><p class="kind">${t(election.electionKind)}</p><h1>${election.name}</h1>
      <dl class="figures-row">
        <${Figure} label=${t("first round")}>${inWords(election.date)}<//>
        ${election.runoffDate && html`<${Figure} label=${t("second round")}>${inWords(election.runoffDate)}<//>`}
        <${Figure} label=${t("turnout")}>${turnout(election.turnout)}${election.runoffTurnout !== null && html` <small>${t("then")} ${percent(election.runoffTurnout)}</small>`}<//>
        ${election.originallySetFor && html`<${Figure} label=${t("first set for")}>${inWords(election.originallySetFor)}<//>`}
        ${election.register?.certified != null && html`<${Figure} label=${t("certified lists")}>${number(election.register.certified)}<//>`}
      </dl>
      ${election.system && html`<p class="note" lang="en">${election.system}</p>`}</header>`;
}

function Body({ election, parameters, question, variables }) {
  document.title = `${election.name} · ${t("Kosovo election graph")}`;
  const { data } = useAnswer(OVERVIEW, question);
  const general = (data?.elections ?? []).filter(({ electionKind, date, contests }) => electionKind === "GENERAL_LOCAL" && date < election.date && contests.nodes.length);
  const earlier = general.at(-1);
  const contests = election.contests.nodes;
  return html`
    <${Head} election=${election} />
    <div class="columns">${contests.length > 3 && html`<${Card} title=${t("Who won where")} picture name=${`map-${yearOf(election.date)}`} lead=${earlier && t("A ring shows the party that held it before.")}>
      <${ElectionMap} contests=${contests} before=${earlier?.contests.nodes} label=${t("Map of winners, {election}", { election: election.name })} /><//>`}
    ${election.standings.length > 0 && html`<${Card} title=${t("Mayors won, by party")} lead=${t("Counted from the contests here, beside the figure that a source published.")}><${Standings} standings=${election.standings} /><//>`}</div>
    <${Card} title=${t("Municipality by municipality")} name=${election.id.replace("/", "-")} rows=${() => winnersTable(contests)}>
      ${contests.length ? html`<${Winners} contests=${contests} caption=${t("Winners, {election}", { election: election.name })} />` : html`<${Empty}>${t("No contest is recorded.")}<//>`}<//>
    <${Flips} election=${election} earlier=${earlier} question=${question} />
    <${Card} title=${t("How complete this is")} lead=${t("What should exist against what is recorded, so that a gap is never read as a zero.")}><${Coverage} coverage=${election.coverage} /><//>
    ${election.statements.length > 0 && html`<${Card} title=${t("What sources say besides")}><${Statements} statements=${election.statements} /><//>`}
    <details class="card"><summary>${t("Sources")}</summary><ul>${election.citations.map((citation) => html`<li><${Source} citation=${citation} /></li>`)}</ul></details>
    <${ViewTools} document=${ELECTION} variables=${variables} />
    <p>${earlier && html`<a href=${pageOf(earlier.id)}>← ${earlier.name}</a>`}</p>`;
}

/** The page of an election. */
export function ElectionView({ id, parameters, question }) {
  const variables = { id, ...question };
  const answer = useAnswer(ELECTION, variables);
  return html`
    <${Answered} answer=${answer} what=${id} day=${parameters.on} found=${(data) => data.election}>
      ${({ election }) => html`<${Body} election=${election} parameters=${parameters} question=${question} variables=${variables} />`}
    <//>`;
}

/** A party: results by election, municipalities held, arrivals and departures. */
import { pageOf } from "../address.js";
import { useAnswer } from "../api.js";
import { yearOf } from "../dates.js";
import { colourOf, shortName } from "../parties.js";
import { Card, ViewTools } from "../pieces/card.js";
import { EvidenceLink, Source, Statements } from "../pieces/evidence.js";
import { Figure, PartyChip, Share, ThingLink, Unknown, Votes } from "../pieces/marks.js";
import { Answered, Empty } from "../pieces/states.js";
import { rowsOf, Table } from "../pieces/table.js";
import { PARTY } from "../queries/party.js";
import { html } from "../../vendor/ui.js";
import { inWords, number, t } from "../words/words.js";

/** Put wins and candidacies of each election side by side, earliest first. */
export function byElection({ wins, candidacies }) {
  const table = new Map();
  const row = (election) => {
    if (!table.has(election.id)) table.set(election.id, { election, won: [], group: null });
    return table.get(election.id);
  };
  for (const contest of wins) row(contest.election).won.push(contest);
  for (const group of candidacies.groups) row(group.election).group = group;
  return [...table.values()].sort((one, other) => (one.election.date < other.election.date ? -1 : 1));
}

const columns = (party, most) => [
  { label: t("Election"), cell: ({ election }) => html`<a href=${pageOf(election.id)}>${election.name}</a>`, plain: ({ election }) => election.name },
  { label: t("Mayors won"), cell: ({ won }) => html`<span class="wins"><span class="bar-track"><span class="bar" hidden=${!won.length} style=${{ width: `${(won.length / most) * 100}%`, background: colourOf(party) }}></span></span><b class="number">${won.length}</b></span>`, plain: ({ won }) => won.length },
  { label: t("Candidates"), number: true, cell: ({ group }) => (group ? group.candidacies : html`<${Unknown} what=${t("not named")} />`), plain: ({ group }) => group?.candidacies },
  { label: t("Votes, first round"), number: true, cell: ({ group }) => (group?.votes != null ? html`${number(group.votes)} ${group.counted < group.candidacies ? html`<small>${t("in {counted} of {all}", { counted: group.counted, all: group.candidacies })}</small>` : ""}` : html`<${Unknown} />`), plain: ({ group }) => group?.votes },
];

const Moves = ({ title, moves, other }) => html`
  <div><h3>${title} <small>${moves.length}</small></h3>
    ${moves.length ? html`<ul class="plain-list">${moves.map((move) => html`
      <li key=${move.id}><${ThingLink} thing=${move.person} /> <span class="arrow">${other === "fromParty" ? t("from") : t("to")}</span>
        <${PartyChip} party=${move[other]} independent=${!move[other]} />
        <small>${move.since ? inWords(move.since) : t("date not known")}</small> <${EvidenceLink} id=${move.id} label=${move.person.name} /></li>`)}</ul>`
      : html`<${Empty}>${t("None recorded.")}<//>`}</div>`;

const Held = ({ party }) => (party.mayors.length ? html`
  <ul class="held">${party.mayors.map(({ id, since, person, municipality }) => html`
    <li key=${id} style=${{ borderColor: colourOf(party) }}><strong><${ThingLink} thing=${municipality} /></strong><span><${ThingLink} thing=${person} /></span>
      <small>${since ? t("since {date}", { date: inWords(since) }) : t("start not known")}</small> <${EvidenceLink} id=${id} label=${municipality.name} /></li>`)}</ul>`
  : html`<${Empty}>${t("No mayor holds office under this label.")}<//>`);

function Body({ party, parameters, variables }) {
  document.title = `${party.name} · ${t("Kosovo election graph")}`;
  const table = byElection(party);
  const most = Math.max(1, ...table.map(({ won }) => won.length));
  const others = [...new Set(party.names.map(({ value }) => value))].filter((value) => value !== party.name).slice(0, 5);
  return html`
    <header class="thing" style=${{ "--accent": colourOf(party) }}><p class="kind"><span class="dot large" style=${{ background: colourOf(party) }}></span>${t(party.partyKind)}</p>
      <h1>${party.name}${party.abbreviation && html` <small>${shortName(party)}</small>`}</h1>
      ${others.length > 0 && html`<p class="names">${t("also written")} ${others.join(" · ")}</p>`}
      <dl class="figures-row">
        <${Figure} label=${t("mayors")}>${party.mayors.length}<//>
        <${Figure} label=${t("contests won")}>${party.wins.length}<//>
        <${Figure} label=${t("candidacies")}>${party.candidacies.totalCount}<//>
        <${Figure} label=${t("founded")}>${party.founded ? inWords(party.founded) : html`<${Unknown} />`}<//>
        ${party.leadership && html`<${Figure} label=${t("leaders, undated")}><span lang="en">${party.leadership}</span><//>`}
      </dl></header>
    <${Card} title=${t("Results by election")} name=${party.id.replace("/", "-")} rows=${() => rowsOf(columns(party, most), table)}>
      ${table.length ? html`<${Table} caption=${t("Results by election")} columns=${columns(party, most)} things=${table} rowKey=${({ election }) => election.id} />` : html`<${Empty}>${t("No candidacy is recorded under this label.")}<//>`}
    <//>
    <${Card} title=${parameters.on ? t("Municipalities held then") : t("Municipalities held, as last known")}><${Held} party=${party} /><//>
    <${Card} title=${t("Who came and who left")}><div class="columns tight">
      <${Moves} title=${t("Arrivals")} moves=${party.arrivals} other="fromParty" /><${Moves} title=${t("Departures")} moves=${party.departures} other="toParty" /></div><//>
    ${party.candidacies.nodes.length > 0 && html`<${Card} title=${t("Most votes")}><ol class="plain-list">${party.candidacies.nodes.map((run) => html`
      <li key=${run.id}><${ThingLink} thing=${run.person} /> <a href=${pageOf(run.contest.id)}>${run.contest.municipality.name} ${yearOf(run.contest.election.date)}</a>
        <small><${Votes} votes=${run.votes} /> · <${Share} share=${run.share} /></small> <${EvidenceLink} id=${run.id} label=${run.person.name} /></li>`)}</ol><//>`}
    ${party.links.length > 0 && html`<${Card} title=${t("Alliances, splits and mergers")}><ul class="plain-list">${party.links.map(({ id, sentence, type }) => html`
      <li key=${id}><span class="badge plain">${t(type)}</span> <span lang="en">${sentence}</span> <${EvidenceLink} id=${id} label=${t(type)} /></li>`)}</ul><//>`}
    ${party.statements.length > 0 && html`<${Card} title=${t("What sources say besides")}><${Statements} statements=${party.statements} /><//>`}
    ${party.citations.length > 0 && html`<details class="card"><summary>${t("Sources")}</summary><ul>${party.citations.map((citation) => html`<li><${Source} citation=${citation} /></li>`)}</ul></details>`}
    <${ViewTools} document=${PARTY} variables=${variables} />`;
}

/** The page of a party. */
export function PartyView({ id, name, parameters, question }) {
  const variables = { ...(id ? { id } : { name }), ...question };
  const answer = useAnswer(PARTY, variables);
  return html`
    <${Answered} answer=${answer} what=${id ?? name} day=${parameters.on} found=${(data) => data.party}>
      ${({ party }) => html`<${Body} party=${party} parameters=${parameters} variables=${variables} />`}
    <//>`;
}

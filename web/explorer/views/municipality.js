/** A municipality: its mayor, the chain of mayors, and its contests round by round. */
import { pageOf, plain } from "../address.js";
import { useAnswer } from "../api.js";
import { yearOf } from "../dates.js";
import { colourOf } from "../parties.js";
import { Card, ViewTools } from "../pieces/card.js";
import { EvidenceLink, Source, Statements } from "../pieces/evidence.js";
import { Figure, PartyChip, ThingLink, Unknown } from "../pieces/marks.js";
import { Answered, Empty } from "../pieces/states.js";
import { MUNICIPALITY } from "../queries/municipality.js";
import { html } from "../../vendor/ui.js";
import { inWords, number, t } from "../words/words.js";
import { Race, raceRows } from "./race.js";

/** Who runs the place: the name first, then the label at election, then the party now. */
function Mayor({ mayor, day }) {
  if (!mayor) return html`<p class="mayor"><${Unknown} what=${day ? t("It is not known who was mayor then.") : t("No mayor is recorded.")} /></p>`;
  const { party: now } = mayor.person;
  const moved = now && (!mayor.party || plain(now.id) !== plain(mayor.party.id));
  return html`
    <p class="mayor" style=${{ borderColor: colourOf(moved ? now : mayor.party, !mayor.party) }}>
      <span class="label">${day ? t("Mayor then") : t("Mayor, as last known")}</span>
      <strong><${ThingLink} thing=${mayor.person} /></strong>
      <span>${t("elected for")} <${PartyChip} party=${mayor.party} independent=${!mayor.party} />${moved && html`, ${t("since then with")} <${PartyChip} party=${now} />`}</span>
      <small>${mayor.since ? t("since {date}", { date: inWords(mayor.since) }) : t("start not known")} ${t(`since ${mayor.sinceBasis}`)}</small> <${EvidenceLink} id=${mayor.id} label=${mayor.person.name} />
    </p>`;
}

const Term = ({ held, next }) => html`
  <li class=${next && !next.immediate ? "gap" : ""} style=${{ "--party": colourOf(held.party, !held.party) }}>
    <span class="years">${held.since ? inWords(held.since) : html`<${Unknown} what=${t("start not known")} />`}${held.until ? ` – ${inWords(held.until)}` : ""}
      ${held.since && held.sinceBasis === "INFERRED" && html` <small>${t("since INFERRED")}</small>`}</span>
    <strong><${ThingLink} thing=${held.person} /></strong> <${PartyChip} party=${held.party} independent=${!held.party} />
    ${held.how && held.how !== "ELECTED" && html`<span class="badge plain">${t(held.how)}</span>`}
    <${EvidenceLink} id=${held.id} label=${held.person.name} />
    ${next && !next.immediate && html`<span class="between">${t("others may have come between")}</span>`}
  </li>`;

/** The chain of mayors, latest first. */
function Chain({ mayors, successions }) {
  if (!mayors.length) return html`<${Empty}>${t("No mayor is recorded.")}<//>`;
  const intoTerm = new Map(successions.map((link) => [link.after.id, link]));
  return html`<ol class="chain">${mayors.toReversed().map((held) => html`<${Term} key=${held.id} held=${held} next=${intoTerm.get(held.id)} />`)}</ol>`;
}

function Contests({ contests }) {
  if (!contests.length) return html`<${Empty}>${t("No contest is recorded.")}<//>`;
  const latestFirst = contests.toReversed();
  const told = latestFirst.find(({ rounds }) => rounds.some(({ results, partyResults }) => results.some(({ votes }) => votes !== null) || partyResults.length));
  return html`${latestFirst.map((race) => html`
    <details key=${race.id} class="contest" open=${race === (told ?? latestFirst[0])}>
      <summary><span class="year">${yearOf(race.election.date)}</span> <span>${t(race.office)}</span>
        <${WinnerInShort} race=${race} /></summary>
      <${Race} race=${race} />
      <p><a href=${pageOf(race.id)}>${t("This contest")} →</a> <a href=${pageOf(race.election.id)}>${race.election.name} →</a></p>
    </details>`)}`;
}

const WinnerInShort = ({ race }) => {
  const independent = race.winner?.candidacy?.independent ?? false;
  const known = race.winner || race.winnerParty;
  return html`<span class="short"><span class=${known ? "dot" : "dot hollow"} style=${{ background: known ? colourOf(race.winnerParty, independent) : "none" }}></span>
    ${race.winner?.person.name ?? (race.winnerParty?.abbreviation ?? race.winnerParty?.name ?? t("winner not known"))}</span>`;
};

function Body({ municipality, parameters, variables }) {
  document.title = `${municipality.name} · ${t("Kosovo election graph")}`;
  const contests = municipality.contests.nodes;
  const others = [...new Set(municipality.names.map(({ value }) => value))].filter((value) => value !== municipality.name);
  return html`
    <header class="thing"><p class="kind">${t("MUNICIPALITY")}</p><h1>${municipality.name}</h1>
      ${others.length > 0 && html`<p class="names">${others.slice(0, 5).join(" · ")}</p>`}
      <${Mayor} mayor=${municipality.mayor} day=${parameters.on} />
      <dl class="figures-row">
        <${Figure} label=${t("inhabitants, 2011")}>${municipality.population === null ? html`<${Unknown} what=${t("no census held")} />` : number(municipality.population)}<//>
        <${Figure} label="km²">${municipality.area === null ? html`<${Unknown} />` : number(municipality.area)}<//>
        <${Figure} label=${t("district")}>${municipality.district ?? html`<${Unknown} />`}<//>
        ${municipality.established && html`<${Figure} label=${t("municipality since")}>${inWords(municipality.established)}<//>`}
      </dl></header>
    <${Card} title=${t("Chain of mayors")}><${Chain} mayors=${municipality.mayors} successions=${municipality.successions} /><//>
    <${Card} title=${t("Contests, round by round")} name=${municipality.id.replace("/", "-")} rows=${() => raceRows(contests)}><${Contests} contests=${contests} /><//>
    ${municipality.statements.length > 0 && html`<${Card} title=${t("What sources say besides")}><${Statements} statements=${municipality.statements} /><//>`}
    <details class="card"><summary>${t("Sources")}</summary><ul>${municipality.citations.map((citation) => html`<li><${Source} citation=${citation} /></li>`)}</ul></details>
    <${ViewTools} document=${MUNICIPALITY} variables=${variables} />`;
}

/** The page of a municipality. */
export function MunicipalityView({ id, name, parameters, question }) {
  const variables = { ...(id ? { id } : { name }), ...question };
  const answer = useAnswer(MUNICIPALITY, variables);
  return html`
    <${Answered} answer=${answer} what=${id ?? name} day=${parameters.on} found=${(data) => data.municipality}>
      ${({ municipality }) => html`<${Body} municipality=${municipality} parameters=${parameters} variables=${variables} />`}
    <//>`;
}

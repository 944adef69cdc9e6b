/** A person: a life in politics, as a picture and as a list. */
import { pageOf } from "../address.js";
import { useAnswer } from "../api.js";
import { latest, middle } from "../dates.js";
import { Card, ViewTools } from "../pieces/card.js";
import { EvidenceLink, Source, Statements } from "../pieces/evidence.js";
import { Figure, PartyChip, Share, ThingLink, Unknown, Votes } from "../pieces/marks.js";
import { Answered } from "../pieces/states.js";
import { Timeline } from "../pictures/timeline.js";
import { PERSON } from "../queries/person.js";
import { html } from "../../vendor/ui.js";
import { inWords, t } from "../words/words.js";

const between = ({ since, until }) => (!since || since === until ? inWords(since) : `${inWords(since)} – ${inWords(until) || "…"}`);

/** Everything that happened to a person, earliest first; what has no date comes last. */
export function events(person) {
  const all = [
    ...person.ranIn.map((run) => ({ kind: "stood", at: run.since, fact: run })),
    ...person.heldOffice.map((held) => ({ kind: "office", at: held.since, fact: held })),
    ...person.defectedTo.map((move) => ({ kind: "moved", at: move.since, fact: move })),
  ];
  const order = { stood: 0, office: 1, moved: 2 };
  const when = ({ kind, at, fact }) => (at ? middle(kind === "moved" ? fact : { since: at }) : Infinity);
  return all.sort((one, other) => when(one) - when(other) || order[one.kind] - order[other.kind]);
}

const Stood = ({ run }) => html`
  ${t("stood for {office} of", { office: t(run.contest.office) })} <${ThingLink} thing=${run.contest.municipality} />
  <${PartyChip} party=${run.party} independent=${run.independent} />
  <span class=${run.outcome === "ELECTED" ? "badge won" : "badge plain"}>${t(run.outcome)}</span>
  <small><a href=${pageOf(run.contest.id)}><${Share} share=${run.share} /> · <${Votes} votes=${run.votes} /></a></small>`;

const Held = ({ held }) => html`
  <strong>${t(held.office)}</strong> ${t("of")} <${ThingLink} thing=${held.municipality} /> <${PartyChip} party=${held.party} independent=${!held.party} />
  <small>${held.until ? `${t("until")} ${inWords(held.until)}` : ""} ${t(`since ${held.sinceBasis}`)}</small>`;

const Moved = ({ move }) => html`
  <strong>${move.toParty ? (move.fromParty ? t("changed party") : t("joined")) : t("became independent")}</strong>
  ${move.fromParty ? html`<${PartyChip} party=${move.fromParty} />` : ""} <span aria-hidden="true">→</span><span class="visually-hidden">${t("to")}</span>
  <${PartyChip} party=${move.toParty} independent=${!move.toParty} />
  ${move.whileHolding && html`<small>${t("while {office} of {place}", { office: t(move.whileHolding.office), place: move.whileHolding.municipality.name })}</small>`}`;

/** The life as a list: the same facts as in the picture, each with its evidence. */
export const Life = ({ person }) => html`
  <ol class="life">${events(person).map(({ kind, at, fact }) => html`
    <li key=${fact.id} class=${`event ${kind}`}>
      <span class="when">${at ? between(kind === "moved" ? fact : { since: at, until: at }) : html`<${Unknown} what=${t("date not known")} />`}</span>
      <span class="what">${kind === "stood" ? html`<${Stood} run=${fact} />` : kind === "office" ? html`<${Held} held=${fact} />` : html`<${Moved} move=${fact} />`}
        <${EvidenceLink} id=${fact.id} label=${`${t(kind)} ${at ?? ""}`} /></span>
    </li>`)}</ol>`;

const Affiliation = ({ affiliation: { status, party } }) => (status === "UNKNOWN"
  ? html`<${Unknown} />` : html`<${PartyChip} party=${party} independent=${status === "INDEPENDENT"} full />`);

const Neighbours = ({ title, links, end }) => links.length > 0 && html`
  <div><h3>${title}</h3><ul class="plain-list">${links.map((link) => html`
    <li key=${link.id}><${ThingLink} thing=${link[end]} /> <small>${t(link.office)}, ${link.municipality.name}${link.immediate ? "" : ` · ${t("others may have come between")}`}</small> <${EvidenceLink} id=${link.id} label=${link[end].name} /></li>`)}</ul></div>`;

const rows = (person) => [["date", "event", "where", "party", "outcome", "votes", "share"], ...events(person).map(({ kind, at, fact }) => [
  at, kind, fact.contest?.municipality.name ?? fact.municipality?.name ?? "", (fact.party ?? fact.toParty)?.name ?? (fact.independent ? "independent" : ""), fact.outcome ?? "", fact.votes, fact.share])];

function Body({ person, parameters, variables }) {
  document.title = `${person.name} · ${t("Kosovo election graph")}`;
  const others = person.names.filter(({ value }) => value.toLowerCase() !== person.name.toLowerCase()).map(({ value }) => value);
  const wins = person.ranIn.filter(({ outcome }) => outcome === "ELECTED").length;
  return html`
    <header class="thing"><p class="kind">${t("PERSON")}</p><h1>${person.name}</h1>
      ${others.length > 0 && html`<p class="names">${t("also written")} ${[...new Set(others)].slice(0, 4).join(" · ")}</p>`}
      <dl class="figures-row">
        <${Figure} label=${parameters.on ? t("party then") : t("party, as last known")}><${Affiliation} affiliation=${person.affiliation} /><//>
      </dl>
      <dl class="figures-row">
        <${Figure} label=${t("candidacies")}>${person.ranIn.length}<//>
        <${Figure} label=${t("wins")}>${wins}<//>
        <${Figure} label=${t("moves")}>${person.defectedTo.length}<//>
      </dl></header>
    <${Card} title=${t("A life in politics")} name=${person.id.replace("/", "-")} picture rows=${() => rows(person)}>
      <${Timeline} person=${person} until=${parameters.on ? latest(parameters.on) : undefined} />
      <${Life} person=${person} />
    <//>
    ${(person.succeeded.length > 0 || person.succeededBy.length > 0) && html`<${Card} title=${t("Before and after")}>
      <div class="columns tight"><${Neighbours} title=${t("Came after")} links=${person.succeeded} end="predecessor" />
        <${Neighbours} title=${t("Was followed by")} links=${person.succeededBy} end="successor" /></div><//>`}
    ${person.statements.length > 0 && html`<${Card} title=${t("What sources say besides")}><${Statements} statements=${person.statements} /><//>`}
    ${person.citations.length > 0 && html`<details class="card"><summary>${t("Sources")}</summary><ul>${person.citations.map((citation) => html`<li><${Source} citation=${citation} /></li>`)}</ul></details>`}
    <${ViewTools} document=${PERSON} variables=${variables} />`;
}

/** The page of a person. */
export function PersonView({ id, name, parameters, question }) {
  const variables = { ...(id ? { id } : { name }), ...question };
  const answer = useAnswer(PERSON, variables);
  return html`
    <${Answered} answer=${answer} what=${id ?? name} day=${parameters.on} found=${(data) => data.person}>
      ${({ person }) => html`<${Body} person=${person} parameters=${parameters} variables=${variables} />`}
    <//>`;
}

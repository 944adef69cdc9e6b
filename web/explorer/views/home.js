/** The start page: the search, three questions to begin with, the map and the flow. */
import { go, here, pageOf, to } from "../address.js";
import { useAnswer } from "../api.js";
import { Answered, Empty } from "../pieces/states.js";
import { ElectionMap } from "../pictures/map.js";
import { DATASET, OVERVIEW } from "../queries/overview.js";
import { NAMES } from "../queries/search.js";
import { html } from "../../vendor/ui.js";
import { number, t } from "../words/words.js";
import { Card, ViewTools } from "../pieces/card.js";
import { yearOf } from "../dates.js";
import { FlowCard } from "./flow.js";
import { Winners, winnersTable } from "./winners.js";

const QUESTIONS = [
  ["Who runs Prizren?", ["municipality/prizren"]],
  ["What did Agim Bahtiri do in 2019?", ["person/agim-bahtiri"]],
  ["How are Shpend Ahmeti and Haki Rugova connected?", ["person/shpend-ahmeti", "person/haki-rugova"]],
];
const ASKED_ABOUT = QUESTIONS.flatMap(([, ids]) => ids);

/** Questions to begin with: those about things that are in the data. */
function Questions({ question }) {
  const { data } = useAnswer(NAMES, { ids: ASKED_ABOUT, language: question.language });
  const known = new Set(data?.nodes.filter(Boolean).map(({ id }) => id));
  const shown = QUESTIONS.filter(([, ids]) => !data || ids.every((id) => known.has(id)));
  const address = ([from, other]) => (other ? to("/connect", { from, to: other }) : pageOf(from));
  return html`<ul class=${data ? "questions" : "questions awaited"}>${shown.map(([text, ids]) => html`<li key=${text}><a href=${address(ids)}>${t(text)}</a></li>`)}</ul>`;
}

/** How much there is, in one line. */
function Size() {
  const { data } = useAnswer(DATASET);
  if (!data) return html`<p class="size"> </p>`;
  const count = Object.fromEntries(data.dataset.entities.map(({ kind, count: many }) => [kind, many]));
  const edges = data.dataset.relationships.reduce((sum, { count: many }) => sum + many, 0);
  const blanks = { people: count.PERSON, parties: count.PARTY, contests: count.CONTEST, edges, sources: data.dataset.sources.length };
  const written = Object.fromEntries(Object.entries(blanks).map(([name, value]) => [name, number(value)]));
  return html`<p class="size">${t("{people} people, {parties} parties, {contests} contests, {edges} relationships, {sources} sources.", written)}</p>`;
}

/** The map of one election, which the address names by its year. */
function MapCard({ elections, year }) {
  const general = elections.filter(({ electionKind, contests }) => electionKind === "GENERAL_LOCAL" && contests.nodes.some(({ winnerParty, winner }) => winnerParty || winner));
  const election = general.find(({ date }) => yearOf(date) === year) ?? general.at(-1);
  if (!election) return null;
  const before = general[general.indexOf(election) - 1];
  return html`
    <${Card} title=${t("Who won where")} name=${`map-${yearOf(election.date)}`} picture rows=${() => winnersTable(election.contests.nodes, true)}
      lead=${t("One circle per municipality, as large as its people are many; a ring in the colour of the party that held it before.")}>
      <div class="tabs" role="group" aria-label=${t("Election")}>
        ${general.map((each) => html`<button aria-pressed=${each === election} onClick=${() => go(here({ map: yearOf(each.date) }), { replace: true })}>${yearOf(each.date)}</button>`)}
      </div>
      <${ElectionMap} contests=${election.contests.nodes} before=${before?.contests.nodes} label=${t("Map of winners, {election}", { election: election.name })} />
      <details><summary>${t("The same as a table")}</summary><${Winners} brief contests=${election.contests.nodes} caption=${t("Winners, {election}", { election: election.name })} /></details>
      <p><a href=${pageOf(election.id)}>${t("All about the {election}", { election: election.name })} →</a></p>
    <//>`;
}

/** Every election, latest first. */
const Elections = ({ elections }) => html`
  <${Card} title=${t("All elections")}>
    ${!elections.length && html`<${Empty}>${t("No election is recorded by then: move the date to the right.")}<//>`}
    <ul class="elections">${elections.toReversed().map(({ id, name, electionKind }) => html`
      <li key=${id} class=${electionKind}><a href=${pageOf(id)}>${name}</a></li>`)}</ul>
  <//>`;

/** The start page. */
export function HomeView({ parameters, question }) {
  const answer = useAnswer(OVERVIEW, question);
  document.title = t("Kosovo election graph");
  return html`
    <section class="hero">
      <h1>${t("Who ran, who won, who changed sides")}</h1>
      <p>${t("Kosovo's local elections since 2000 as one graph of people, parties and municipalities, with the evidence for every line.")}</p>
      <${Questions} question=${question} />
      ${!parameters.on && html`<${Size} />`}
    </section>
    <${Answered} answer=${answer} what="/" day=${parameters.on} found=${(data) => data.elections}>
      ${(data) => html`
        <div class="columns"><${MapCard} elections=${data.elections} year=${parameters.map} />
          <div><${FlowCard} elections=${data.elections} /><${Elections} elections=${data.elections} /></div></div>
        <${ViewTools} document=${OVERVIEW} variables=${question} />`}
    <//>`;
}

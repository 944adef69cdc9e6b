/** One race: bars for every candidate, round by round. */
import { colourOf } from "../parties.js";
import { EvidenceLink } from "../pieces/evidence.js";
import { PartyChip, Share, ThingLink, Unknown, Votes } from "../pieces/marks.js";
import { html } from "../../vendor/ui.js";
import { inWords, number, t } from "../words/words.js";

/** Shares are drawn against the whole, so that a half is a half; bare votes against the most. */
const widest = (results) => (results.every(({ share, votes }) => share !== null || votes === null)
  ? 100 : Math.max(1, ...results.map(({ votes }) => votes ?? 0)));

const Bar = ({ share, votes, most, party, independent }) => {
  const known = most === 100 ? share : votes;
  return html`<span class=${most === 100 ? "bar-track halved" : "bar-track"} aria-hidden="true"><span class=${known === null || known === undefined ? "bar blank" : "bar"}
    style=${{ width: `${((known ?? most) / most) * 100}%`, background: known === null ? undefined : colourOf(party, independent) }}></span></span>`;
};

const Result = ({ result, most }) => html`
  <li class="result">
    <span class="who"><${ThingLink} thing=${result.candidacy.person} /> <${PartyChip} party=${result.candidacy.party} independent=${result.candidacy.independent} /></span>
    <${Bar} share=${result.share} votes=${result.votes} most=${most} party=${result.candidacy.party} independent=${result.candidacy.independent} />
    <span class="figures"><${Share} share=${result.share} basis=${result.shareBasis} /> <small><${Votes} votes=${result.votes} /></small>
      ${result.reports.length > 1 && html`<small class="badge plain">${t("{count} sources", { count: result.reports.length })}</small>`}
      <${EvidenceLink} id=${result.candidacy.id} label=${result.candidacy.person.name} /></span>
  </li>`;

const PartyBar = ({ result, most }) => html`
  <li class="result"><span class="who">${result.party ? html`<${PartyChip} party=${result.party} />` : result.label}</span>
    <${Bar} share=${result.share} votes=${result.votes} most=${most} party=${result.party} independent=${false} />
    <span class="figures"><${Share} share=${result.share} /> <small><${Votes} votes=${result.votes} /></small></span></li>`;

/** One round, its date and total, and a bar for each result. */
export function Round({ round }) {
  const results = round.results.length ? round.results : round.partyResults;
  const most = widest(results);
  const struck = round.status === "ANNULLED";
  return html`
    <div class=${struck ? "round annulled" : "round"}>
      <h3>${t(round.label)} <small>${round.date ? inWords(round.date) : t("date not known")}${round.validVotes !== null ? ` · ${t("{votes} valid votes", { votes: number(round.validVotes) })}` : ""}</small>
        ${round.status !== "FINAL" && html` <span class="badge">${t(round.status)}</span>`}</h3>
      ${results.length ? html`<ul class="results">${round.results.length
        ? round.results.map((result) => html`<${Result} key=${result.id} result=${result} most=${most} />`)
        : round.partyResults.map((result) => html`<${PartyBar} key=${result.label} result=${result} most=${most} />`)}</ul>`
        : html`<p class="empty">${t("No figures are recorded for this round.")}</p>`}
      ${!round.results.length && round.partyResults.length > 0 && html`<p class="note">${t("Only the votes of parties are known here, not the candidates' names.")}</p>`}
    </div>`;
}

/** Who won a race, in one line. */
export function Outcome({ race }) {
  const margin = race.winner?.margin;
  const independent = race.winner?.candidacy?.independent;
  if (!race.winner && !race.winnerParty) return html`<p class="outcome"><${Unknown} what=${t("winner not known")} /></p>`;
  return html`
    <p class="outcome">${t("Won by")} ${race.winner ? html`<strong><${ThingLink} thing=${race.winner.person} /></strong>` : html`<${Unknown} what=${t("a person not named")} />`}
      <${PartyChip} party=${race.winnerParty} independent=${independent} />
      ${margin?.votes != null && html`<span>${t("by {votes} votes", { votes: number(margin.votes) })}${margin.points !== null ? ` (${t("{points} points", { points: number(margin.points, 1) })})` : ""}</span>`}
      ${race.comeback && html` <span class="badge">${t("came from behind")}</span>`}
      ${race.status !== "FINAL" && html` <span class="badge">${t(race.status)}</span>`}
      ${race.tookOffice === false && html` <span class="badge">${t("did not take office")}</span>`}
      ${race.winner && html`<${EvidenceLink} id=${race.winner.id} label=${race.winner.person.name} />`}</p>`;
}

/** A race with all its rounds. */
export const Race = ({ race }) => html`
  <div class="race"><${Outcome} race=${race} />
    ${race.note && html`<p class="note" lang="en">${race.note}</p>`}
    ${race.completeness !== "FULL" && html`<p class="note">${t(`completeness ${race.completeness}`)}</p>`}
    <div class="rounds">${race.rounds.map((round) => html`<${Round} key=${round.id} round=${round} />`)}</div></div>`;

/** The rows of the CSV file of some races. */
export const raceRows = (races) => [
  ["contest", "round", "date", "status", "candidate", "party", "votes", "share"],
  ...races.flatMap((race) => race.rounds.flatMap((round) => [
    ...round.results.map(({ candidacy, votes, share }) => [race.id, round.number, round.date, round.status, candidacy.person.name, candidacy.party?.name ?? (candidacy.independent ? "independent" : ""), votes, share]),
    ...round.partyResults.map(({ label, votes, share }) => [race.id, round.number, round.date, round.status, "", label, votes, share]),
  ])),
];

/** A contest: one race over all its rounds. */
import { pageOf } from "../address.js";
import { useAnswer } from "../api.js";
import { Card, ViewTools } from "../pieces/card.js";
import { EvidenceLink, Source, Statements } from "../pieces/evidence.js";
import { Answered } from "../pieces/states.js";
import { CONTEST } from "../queries/contest.js";
import { html } from "../../vendor/ui.js";
import { inWords, t } from "../words/words.js";
import { Race, raceRows } from "./race.js";

/** The page of a contest. */
export function ContestView({ id, parameters, question }) {
  const variables = { id, ...question };
  const answer = useAnswer(CONTEST, variables);
  return html`
    <${Answered} answer=${answer} what=${id} day=${parameters.on} found=${(data) => data.contest}>
      ${({ contest }) => {
        document.title = `${contest.name} · ${t("Kosovo election graph")}`;
        return html`
          <header class="thing"><p class="kind">${t("CONTEST")}</p><h1>${contest.name}</h1>
            <p class="names"><a href=${pageOf(contest.municipality.id)}>${contest.municipality.name}</a> · <a href=${pageOf(contest.election.id)}>${contest.election.name}</a>, ${inWords(contest.election.date)} · <${EvidenceLink} id=${contest.id} label=${contest.name} /></p></header>
          <${Card} title=${t("Round by round")} name=${contest.id.replace("/", "-")} rows=${() => raceRows([contest])}><${Race} race=${contest} /><//>
          ${contest.statements.length > 0 && html`<${Card} title=${t("What sources say besides")}><${Statements} statements=${contest.statements} /><//>`}
          <details class="card"><summary>${t("Sources")}</summary><ul>${contest.citations.map((citation) => html`<li><${Source} citation=${citation} /></li>`)}</ul></details>
          <${ViewTools} document=${CONTEST} variables=${variables} />`;
      }}
    <//>`;
}

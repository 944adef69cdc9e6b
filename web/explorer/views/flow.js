/** The flow of mayors between parties, from one general election to the next. */
import { useAnswer } from "../api.js";
import { shortName } from "../parties.js";
import { Card, ViewTools } from "../pieces/card.js";
import { Unknown } from "../pieces/marks.js";
import { Answered } from "../pieces/states.js";
import { Table } from "../pieces/table.js";
import { columnsOf, Flow } from "../pictures/flow.js";
import { OVERVIEW } from "../queries/overview.js";
import { html } from "../../vendor/ui.js";
import { yearOf } from "../dates.js";
import { t } from "../words/words.js";

const KNOWN_ENOUGH = 20;

/** Give the general elections whose winners are mostly known. */
export const general = (elections) => elections.filter(({ electionKind, contests }) => electionKind === "GENERAL_LOCAL"
  && contests.nodes.filter(({ winnerParty, winner }) => winnerParty || winner).length >= KNOWN_ENOUGH);

/** Give the rows of the CSV file: per municipality the winner's label at each election. */
function rows(elections) {
  const { columns, places } = columnsOf(elections);
  const labels = columns.map(({ groups }) => new Map(groups.flatMap(({ places: held, party, key }) => held.map((place) => [place, party ? shortName(party) : key]))));
  return [["municipality", ...elections.map(({ date }) => yearOf(date))], ...[...places].map(([id, name]) => [name, ...labels.map((each) => each.get(id))])];
}

/** The same as a table, for the keyboard and for readers of screens. */
function FlowTable({ rows: [head, ...body] }) {
  const columns = head.map((label, index) => ({ label: index ? label : t("Municipality"), cell: (row) => (row[index] === "unknown" ? html`<${Unknown} />` : row[index] === "none" ? "–" : t(row[index])) }));
  return html`<details><summary>${t("The same as a table")}</summary>
    <${Table} caption=${t("Flow of mayors between parties, election by election")} columns=${columns} things=${body} rowKey=${([name]) => name} /></details>`;
}

/** The picture with its title and downloads. */
export function FlowCard({ elections }) {
  const shown = general(elections);
  if (shown.length < 2) return null;
  return html`
    <${Card} title=${t("How mayors moved between parties")} name="flow-of-mayors" picture rows=${() => rows(shown)}
      lead=${t("Each column is an election, each ribbon the municipalities that went from one party to another; strong ribbons changed hands.")}>
      <${Flow} elections=${shown} label=${t("Flow of mayors between parties, election by election")} />
      <${FlowTable} rows=${rows(shown)} />
    <//>`;
}

/** The page of its own. */
export function FlowView({ question, parameters }) {
  const answer = useAnswer(OVERVIEW, question);
  document.title = `${t("How mayors moved between parties")} · ${t("Kosovo election graph")}`;
  return html`
    <${Answered} answer=${answer} what="flow" day=${parameters.on} found=${(data) => data.elections}>
      ${(data) => html`<h1>${t("How mayors moved between parties")}</h1>
        ${general(data.elections).length < 2 && html`<p class="empty">${t("Fewer than two elections are known by then: move the date to the right.")}</p>`}
        <${FlowCard} elections=${data.elections} /><${ViewTools} document=${OVERVIEW} variables=${question} />`}
    <//>`;
}

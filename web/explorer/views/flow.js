/** The flow of mayors between parties, from one general election to the next. */
import { pageOf } from "../address.js";
import { useAnswer } from "../api.js";
import { nameOf } from "../parties.js";
import { Card, ViewTools } from "../pieces/card.js";
import { Answered, Empty } from "../pieces/states.js";
import { Table } from "../pieces/table.js";
import { Flow } from "../pictures/flow.js";
import { columnsOf, flowOf, NEVER } from "../pictures/flow-columns.js";
import { OVERVIEW } from "../queries/overview.js";
import { html } from "../../vendor/ui.js";
import { yearOf } from "../dates.js";
import { t } from "../words/words.js";

/** Give the general elections whose winners are mostly known. */
export const general = (elections) => elections.filter(({ electionKind, contests: { nodes } }) => electionKind === "GENERAL_LOCAL"
  && nodes.filter(({ winnerParty, winner }) => winnerParty || winner).length > nodes.length / 2);

/** Give the rows of the CSV file: per municipality the winner's label at each election. */
function rows(elections) {
  const { columns, places } = columnsOf(elections);
  const labels = columns.map(({ groups }) => new Map(groups.flatMap((group) => group.places.map((place) => [place, group.key === NEVER ? "–" : nameOf(group)]))));
  return [["municipality", ...elections.map(({ date }) => yearOf(date))], ...[...places].map(([id, name]) => [name, ...labels.map((each) => each.get(id))])];
}

/** The same as a table, place by place. */
function PlaceTable({ rows: [head, ...body] }) {
  const columns = head.map((label, index) => ({ label: index ? label : t("Municipality"), cell: (row) => row[index] }));
  return html`<details><summary>${t("The same as a table")}</summary>
    <${Table} caption=${t("Flow of mayors between parties, election by election")} columns=${columns} things=${body} rowKey=${([name]) => name} /></details>`;
}

const ORDER = { moves: 0, stays: 1, unsure: 2 };

/** The ribbons as a table, the latest elections first, and in each those first that changed hands. */
function RibbonTable({ elections }) {
  const { columns, places, ribbons } = flowOf(elections);
  const years = ({ column }) => `${yearOf(columns[column].election.date)} → ${yearOf(columns[column + 1].election.date)}`;
  const sorted = ribbons.toSorted((one, other) => other.column - one.column || ORDER[one.kind] - ORDER[other.kind] || other.moved.length - one.moved.length);
  const parts = [
    { label: t("Elections"), cell: years },
    { label: t("From"), cell: ({ source }) => nameOf(source) },
    { label: t("To"), cell: ({ target }) => nameOf(target) },
    { label: t("How many"), number: true, cell: ({ moved }) => moved.length },
    { label: t("Municipalities"), cell: ({ moved }) => moved.map((id, index) => html`${index ? ", " : ""}<a href=${pageOf(id)}>${places.get(id)}</a>`) },
  ];
  return html`<details><summary>${t("Ribbon by ribbon")}</summary>
    <${Table} caption=${t("Ribbon by ribbon")} columns=${parts} things=${sorted} rowKey=${({ key }) => key} /></details>`;
}

/** The picture with its title and downloads. */
export function FlowCard({ elections, level }) {
  const shown = general(elections);
  if (shown.length < 2) return null;
  return html`
    <${Card} title=${t("How mayors moved between parties")} level=${level} name="flow-of-mayors" picture rows=${() => rows(shown)}
      lead=${t("Each column is an election, each ribbon the municipalities that went from one party to another; strong ribbons changed hands.")}>
      <${Flow} elections=${shown} label=${t("Flow of mayors between parties, election by election")} />
      <${RibbonTable} elections=${shown} />
      <${PlaceTable} rows=${rows(shown)} />
    <//>`;
}

/** The page of its own. */
export function FlowView({ question, parameters }) {
  const answer = useAnswer(OVERVIEW, question);
  document.title = `${t("How mayors moved between parties")} · ${t("Kosovo election graph")}`;
  return html`
    <${Answered} answer=${answer} what="flow" day=${parameters.on} found=${(data) => data.elections}>
      ${(data) => html`${general(data.elections).length < 2 && html`<h1>${t("How mayors moved between parties")}</h1>
          <${Empty}>${t("Fewer than two elections are known by then: move the date to the right.")}<//>`}
        <${FlowCard} elections=${data.elections} level=${1} /><${ViewTools} document=${OVERVIEW} variables=${question} />`}
    <//>`;
}

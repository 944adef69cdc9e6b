/** Who won where, as a table and as the rows of a file. */
import { pageOf } from "../address.js";
import { EvidenceLink } from "../pieces/evidence.js";
import { PartyChip, Share, ThingLink, Unknown } from "../pieces/marks.js";
import { rowsOf, Table } from "../pieces/table.js";
import { html } from "../../vendor/ui.js";
import { number, t } from "../words/words.js";

const independent = ({ winner }) => winner?.candidacy?.independent ?? false;

const columns = () => [
  { label: t("Municipality"), cell: ({ municipality }) => html`<${ThingLink} thing=${municipality} />`, plain: ({ municipality }) => municipality.name },
  { label: t("Winner"), cell: ({ winner, winnerParty }) => (winner ? html`<${ThingLink} thing=${winner.person} />` : html`<${Unknown} what=${winnerParty ? t("name not known") : t("winner not known")} />`), plain: ({ winner }) => winner?.person.name },
  { label: t("Party"), cell: (contest) => (contest.winner || contest.winnerParty ? html`<${PartyChip} party=${contest.winnerParty} independent=${independent(contest)} />` : html`<${Unknown} />`), plain: (contest) => contest.winnerParty?.name ?? (independent(contest) ? "independent" : "") },
  { label: t("Share"), number: true, detail: true, cell: ({ winner }) => html`<${Share} share=${winner?.candidacy.share} />`, plain: ({ winner }) => winner?.candidacy.share },
  { label: t("Margin"), number: true, detail: true, cell: ({ winner }) => (winner?.margin?.votes != null ? html`<span class="number">${number(winner.margin.votes)}</span>` : html`<${Unknown} what="?" />`), plain: ({ winner }) => winner?.margin?.votes },
  { label: t("Status"), cell: ({ status, tookOffice }) => html`${t(status)}${tookOffice === false ? html` <span class="badge plain">${t("did not take office")}</span>` : ""}`, plain: ({ status }) => status },
  { label: t("Contest"), detail: true, cell: ({ id, winner, municipality }) => html`<a href=${pageOf(id)}>${t("rounds")}</a> ${winner && html`<${EvidenceLink} id=${winner.id} label=${municipality.name} />`}`, plain: ({ id }) => id },
];

const chosen = (brief) => columns().filter(({ detail }) => !(brief && detail));

/** The rows of the CSV file; briefly: without what only the election's own page asks for. */
export const winnersTable = (contests, brief = false) => rowsOf(chosen(brief), contests);

/** The table. */
export const Winners = ({ contests, caption, brief = false }) => html`<${Table} caption=${caption} columns=${chosen(brief)} things=${contests} rowKey=${({ id }) => id} />`;

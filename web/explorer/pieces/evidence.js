/** Evidence: what a fact rests on, opened beside it. */
import { go, here, plain } from "../address.js";
import { useAnswer } from "../api.js";
import { EVIDENCE } from "../queries/evidence.js";
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { inWords, t } from "../words/words.js";
import { Votes } from "./marks.js";
import { playground } from "./card.js";
import { Answered } from "./states.js";

const CODED = /\b[A-Z]{4,}(_[A-Z]+)*\b/g; // names of measures, as the tables write them

/** The button that opens the evidence of a fact. */
export const EvidenceLink = ({ id, label }) => html`
  <a class="evidence-link" href=${here({ evidence: plain(id) })} aria-label=${label ? t("Evidence: {label}", { label }) : t("evidence")}>${t("evidence")}</a>`;

/** A source, with where in it the fact stands. */
export function Source({ citation: { source, locator } }) {
  const link = /^https?:/.test(source.address ?? "");
  return html`<span class="source">
    ${link ? html`<a href=${source.address} rel="noreferrer external" target="_blank">${source.title}</a>` : html`<cite>${source.title}</cite>`}
    <small>${[source.publisher, source.sourceKind && t(source.sourceKind), locator].filter(Boolean).join(" · ")}</small>
  </span>`;
}

/** Statements of sources about a thing. */
export const Statements = ({ statements }) => statements.length > 0 && html`
  <ul class="statements">${statements.map(({ id, date, text, citation }) => html`
    <li key=${id}>${date && html`<time datetime=${date}>${inWords(date)}</time> `}<span lang="en">${text}</span> — <${Source} citation=${citation} /></li>`)}</ul>`;

const Sources = ({ citations }) => html`
  <h3>${t("Sources")}</h3>
  ${citations.length ? html`<ul>${citations.map((citation) => html`<li><${Source} citation=${citation} /></li>`)}</ul>` : html`<p class="empty">${t("No source of its own: see what it rests on.")}</p>`}`;

const Derivation = ({ derivation }) => derivation && html`
  <h3>${t("Worked out, not read")}</h3>
  <p>${t("By the rule")} <strong>${derivation.rule}</strong>, ${t("from:")}</p>
  <ul>${derivation.inputs.map(({ id, sentence }) => html`<li key=${id}><a href=${here({ evidence: plain(id) })} lang="en">${sentence}</a></li>`)}</ul>`;

const Reports = ({ results }) => results.length > 0 && html`
  <h3>${t("Figures, source by source")}</h3>
  ${results.map(({ round, reports }) => html`
    <h4>${t("Round {round}", { round })}</h4>
    <ul class="reports">${reports.map((report) => html`
      <li class=${report.preferred ? "preferred" : ""}>
        <strong><${Votes} votes=${report.votes} />${report.share !== null && html` · ${report.share} %`}</strong>
        ${report.preferred && html` <span class="badge">${t("shown")}</span>`}${!report.final && html` <span class="badge plain">${t("not final")}</span>`}
        <br /><small>${[report.nameAsWritten, report.partyAsWritten].filter(Boolean).join(", ")}</small> <${Source} citation=${report.citation} />
      </li>`)}</ul>`)}`;

const Disagreements = ({ discrepancies }) => discrepancies.length > 0 && html`
  <h3>${t("Where sources do not agree")}</h3>
  ${discrepancies.map(({ id, kind, field, values, note }) => html`
    <div class="discrepancy" key=${id}><p><strong>${field.replace(CODED, (name) => name.toLowerCase().replaceAll("_", " "))}</strong> <span class="badge plain">${t(kind)}</span></p>
      <ul>${values.map(({ value, citation }) => html`<li><strong>${value}</strong> ${citation && html`<${Source} citation=${citation} />`}</li>`)}</ul>
      ${note && html`<p><small lang="en">${note}</small></p>`}</div>`)}`;

function Body({ data: { node, discrepancies } }) {
  const results = node.results ?? node.candidacy?.results ?? [];
  const span = node.since && (node.since === node.until ? inWords(node.since) : `${inWords(node.since)} – ${inWords(node.until) || "…"}`);
  return html`
    <h2 id="evidence-title" lang=${node.sentence ? "en" : undefined}>${node.sentence ?? node.name}</h2>
    <p class="facts">${[node.type && t(node.type), span, node.basis && t(node.basis)].filter(Boolean).join(" · ")}</p>
    ${node.note && html`<p lang="en">${node.note}</p>`}
    <${Derivation} derivation=${node.derivation} />
    <${Sources} citations=${node.citations} />
    ${node.statements && html`<${Statements} statements=${node.statements} />`}
    ${(node.rounds ?? []).map((round) => html`<h4>${t(round.label)}</h4>${round.note && html`<p lang="en">${round.note}</p>`}<ul>${round.citations.map((citation) => html`<li><${Source} citation=${citation} /></li>`)}</ul>`)}
    <${Reports} results=${results} />
    <${Disagreements} discrepancies=${discrepancies.nodes} />`;
}

/** The panel over the page; closing it leaves the page as it was. */
export function Evidence({ id }) {
  const dialog = useRef();
  const answer = useAnswer(EVIDENCE, { id });
  const close = () => go(here({ evidence: "" }), { replace: true });
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus?.();
  }, []);
  return html`
    <dialog class="evidence" ref=${dialog} aria-labelledby="evidence-title" onClose=${close} onClick=${(event) => event.target === dialog.current && close()}>
      <div class="sheet">
        <div class="bar"><span class="kind">${t("Evidence")}</span>
          <a class="button quiet" href=${playground(EVIDENCE, { id })}>${t("Show me the GraphQL")}</a>
          <button class="quiet" autofocus onClick=${close} aria-label=${t("Close")}>✕</button></div>
        <${Answered} answer=${answer} what=${id} found=${(data) => data.node}>${(data) => html`<${Body} data=${data} />`}<//>
      </div>
    </dialog>`;
}

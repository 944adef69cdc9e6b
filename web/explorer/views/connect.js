/** How are these two connected? The paths, hop by hop, with what each rests on. */
import { go, here, pageOf, plain } from "../address.js";
import { useAnswer } from "../api.js";
import { shortName } from "../parties.js";
import { ViewTools } from "../pieces/card.js";
import { EvidenceLink, Source } from "../pieces/evidence.js";
import { GraphPanel } from "../pieces/graph-panel.js";
import { SearchBox } from "../pieces/search-box.js";
import { Answered, Empty } from "../pieces/states.js";
import { PATHS } from "../queries/connections.js";
import { NAMES } from "../queries/search.js";
import { html } from "../../vendor/ui.js";
import { t } from "../words/words.js";

const FIRST = 5;
const SHOWN_ENDS = 20;

const Hop = ({ hop: { relationship, forward, to } }) => html`
  <li class=${forward ? "hop" : "hop back"}>
    <span class=${`edge ${relationship.type}`}><span aria-hidden="true">${forward ? "↓" : "↑"}</span> ${t(relationship.type)}</span>
    <p class="sentence" lang="en">${relationship.sentence} ${relationship.basis === "DERIVED" && html`<span class="badge plain">${t("DERIVED")}</span>`}</p>
    <p class="cited">${relationship.citations.slice(0, 2).map((citation) => html`<${Source} citation=${citation} />`)} <${EvidenceLink} id=${relationship.id} label=${relationship.sentence} /></p>
    <a class=${`node ${to.kind}`} href=${pageOf(to.id)}>${to.name}</a>
  </li>`;

const Path = ({ path, number }) => html`
  <section class="path card" aria-label=${t("Path {number}", { number })}>
    <h2>${t("Path {number}", { number })} <small>${path.length === 1 ? t("1 step") : t("{count} steps", { count: path.length })}</small></h2>
    <p class="lead">${path.entities.map((thing) => (thing.kind === "PARTY" ? shortName(thing) : thing.name)).join(" – ")}</p>
    <ol class="hops"><li><a class=${`node ${path.entities[0].kind}`} href=${pageOf(path.entities[0].id)}>${path.entities[0].name}</a></li>
      ${path.hops.map((hop) => html`<${Hop} key=${hop.relationship.id} hop=${hop} />`)}</ol>
  </section>`;

const Found = ({ paths: { paths, exhaustive, excluded } }) => html`
  <p class="exhaustive">${paths.length
    ? exhaustive ? t("These are all the paths there are.") : t("The shortest are shown; there are more.")
    : exhaustive ? t("There is no such path in this data: everything was searched.") : t("None was found before the search had to stop; there may be one.")}
    ${excluded.length > 0 && html` <span>${t("Not passed through:")} ${excluded.slice(0, 4).map(({ id, name }, index) => html`${index ? ", " : ""}<a href=${pageOf(id)}>${name}</a>`)}${excluded.length > 4 ? "…" : ""}</span>`}</p>
  ${paths.map((path, index) => html`<${Path} key=${path.entities.map(({ id }) => id).join()} path=${path} number=${index + 1} />`)}`;

/** The two ends, each with a search box of its own. */
function Ends({ parameters, names }) {
  const box = (end, label) => html`
    <div class="end"><label class="label">${label}</label>
      <${SearchBox} key=${`${end} ${names[end] ?? ""}`} label=${label} value=${names[end] ?? ""} day=${parameters.on} stay
        onChoose=${(hit) => go(here({ [end]: plain(hit.entity.id), graph: "" }))} /></div>`;
  return html`
    <div class="ends">${box("from", t("From"))}
      <button class="quiet swap" aria-label=${t("Swap the two")} onClick=${() => go(here({ from: parameters.to, to: parameters.from }))}>⇄</button>
      ${box("to", t("To"))}</div>
    <label class="option"><input type="checkbox" checked=${Boolean(parameters.sametime)} onChange=${(event) => go(here({ sametime: event.target.checked ? "1" : "" }))} /> ${t("Only at the same time: all steps must share at least one day")}</label>
    <label class="option"><input type="checkbox" checked=${Boolean(parameters.stated)} onChange=${(event) => go(here({ stated: event.target.checked ? "1" : "" }))} /> ${t("Leave out who only stood for the same party")}</label>`;
}

const WITHOUT_LABELS = ["RAN_IN", "WON", "DEFECTED_TO", "SUCCEEDED", "HELD_OFFICE", "ALLIED_WITH", "MEMBER_OF", "SPLIT_FROM", "MERGED_INTO", "RENAMED_TO", "HELD_IN", "FORMED_FROM"];

/** The page of a connection. */
export function ConnectView({ parameters, question }) {
  const { from, to } = parameters;
  const both = Boolean(from && to && from !== to);
  const ids = [from, to].filter(Boolean);
  const { data: named } = useAnswer(NAMES, { ids, language: question.language }, { skip: !ids.length });
  const nameOf = (id) => named?.nodes.find((each) => each && plain(each.id) === id)?.name;
  const names = { from: from && nameOf(from), to: to && nameOf(to) };
  const walk = { ...(parameters.sametime && { sameTime: true }), ...(parameters.stated && { types: WITHOUT_LABELS }) };
  const variables = { from, to, first: FIRST, ...(Object.keys(walk).length && { walk }), ...question };
  const answer = useAnswer(PATHS, variables, { skip: !both });
  document.title = `${names.from && names.to ? `${names.from} ↔ ${names.to}` : t("How are these two connected?")} · ${t("Kosovo election graph")}`;
  const shown = [...new Set((answer.data?.paths?.paths ?? []).flatMap(({ entities }) => entities.map(({ id }) => plain(id))))];
  return html`
    <h1>${t("How are these two connected?")}</h1>
    <${Ends} parameters=${parameters} names=${names} />
    ${both ? html`<${Answered} answer=${answer} what=${`${from} – ${to}`} day=${parameters.on} found=${(data) => data.paths}>
      ${({ paths }) => html`<div class="split"><div class="page"><${Found} paths=${paths} /><${ViewTools} document=${PATHS} variables=${variables} /></div>
        ${paths.paths.length > 0 && html`<${GraphPanel} id=${shown.slice(0, SHOWN_ENDS).join()} only=${shown} ends=${[from, to]} parameters=${parameters} question=${question} />`}</div>`}
    <//>` : html`<${Empty}>${from && from === to ? t("These two are one and the same: choose another.") : t("Choose two people, parties or municipalities.")}<//>`}`;
}

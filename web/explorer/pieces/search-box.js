/** The search box: suggestions as one types, each with the reason why it matched. */
import { go, pageOf, plain, to, visit } from "../address.js";
import { ask, UnreachableError } from "../api.js";
import { SEARCH } from "../queries/search.js";
import { html, useEffect, useMemo, useRef, useState } from "../../vendor/ui.js";
import { language, t } from "../words/words.js";
import { placesOf, reason } from "./hits.js";

const PAUSE = 120;
let boxes = 0;

/** Ask for hits a moment after the last letter. */
function useHits(text, kinds, day) {
  const [state, setState] = useState({ hits: [], text: "" });
  useEffect(() => {
    if (!text.trim()) {
      setState({ hits: [], text: "" });
      return undefined;
    }
    let stale = false;
    const timer = setTimeout(() => {
      ask(SEARCH, { text, kinds, language: language(), asOf: day || undefined }).then(
        ({ data }) => { if (!stale) setState({ hits: data?.search ?? [], text }); },
        (error) => {
          if (!(error instanceof UnreachableError)) throw error;
          if (!stale) setState({ hits: [], text, away: true });
        },
      );
    }, PAUSE);
    return () => { stale = true; clearTimeout(timer); };
  }, [text, day]);
  return state;
}

/** One suggestion. */
const Suggestion = ({ hit, text, chosen, id, choose }) => html`
  <li id=${id} role="option" aria-selected=${chosen} onMouseDown=${(event) => { event.preventDefault(); choose(hit); }}>
    <span class="suggested">${hit.entity.name}${hit.entity.abbreviation && html` <small>${hit.entity.abbreviation}</small>`} <small>${placesOf(hit.entity)}</small></span>
    <span class="kind">${t(hit.entity.kind)}</span>
    <small class="why">${reason(hit, text)}</small>
  </li>`;

/** A box that finds things by name; `onChoose` is given the hit and the way to its page. */
export function SearchBox({ label, kinds, day, value = "", onChoose, autofocus = false, stay = false }) {
  const [text, setText] = useState(value);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef();
  const box = useMemo(() => `search-${(boxes += 1)}`, []);
  const { hits, text: answered, away } = useHits(open ? text : "", kinds, day);
  useEffect(() => setText(value), [value]);
  useEffect(() => setAt(0), [answered]);
  const choose = (hit) => {
    setOpen(false);
    setText(stay ? hit.entity.name : "");
    input.current.blur();
    onChoose(hit, (id) => visit(pageOf(plain(id))));
  };
  const keys = {
    ArrowDown: () => setAt((at + 1) % Math.max(hits.length, 1)),
    ArrowUp: () => setAt((at + hits.length - 1) % Math.max(hits.length, 1)),
    Escape: () => setOpen(false),
    Enter: () => {
      if (hits[at] && answered === text) choose(hits[at]);
      else if (text.trim() && !stay) go(to("/search", { q: text }));
    },
  };
  const press = (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  };
  const shown = open && text.trim() && answered === text;
  return html`
    <div class="search" role=${stay ? undefined : "search"}>
      <input ref=${input} type="search" role="combobox" aria-label=${label} placeholder=${label} value=${text} autocomplete="off" spellcheck="false"
        autofocus=${autofocus} aria-expanded=${Boolean(shown && hits.length)} aria-controls=${box} aria-autocomplete="list"
        aria-activedescendant=${shown && hits.length ? `${box}-${at}` : undefined}
        onInput=${(event) => { setText(event.target.value); setOpen(true); }} onFocus=${() => setOpen(text !== value)}
        onBlur=${() => setOpen(false)} onKeyDown=${press} />
      <ul id=${box} role="listbox" aria-label=${t("Suggestions")} hidden=${!(shown && hits.length)}>
        ${hits.map((hit, index) => html`<${Suggestion} key=${hit.entity.id} id=${`${box}-${index}`} hit=${hit} text=${answered} chosen=${index === at} choose=${choose} />`)}
      </ul>
      ${shown && !hits.length && html`<p class="no-hits" role="status">${away ? t("The server does not answer") : t("Nothing by that name; try another spelling.")}</p>`}
    </div>`;
}

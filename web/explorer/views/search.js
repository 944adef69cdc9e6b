/** The page of a search: everything that was found, or which of several is meant. */
import { useAnswer } from "../api.js";
import { ViewTools } from "../pieces/card.js";
import { Hits } from "../pieces/hits.js";
import { NotFound } from "../pieces/not-found.js";
import { Answered, Empty } from "../pieces/states.js";
import { SEARCH } from "../queries/search.js";
import { html } from "../../vendor/ui.js";
import { t } from "../words/words.js";

const CLOSE = 0.02;

/** All hits, best first. */
export function SearchView({ parameters, question }) {
  const text = parameters.q ?? "";
  const variables = { text, first: 30, ...question };
  const answer = useAnswer(SEARCH, variables, { skip: !text.trim() });
  document.title = `${text} · ${t("Kosovo election graph")}`;
  if (!text.trim()) return html`<h1>${t("Search")}</h1><${Empty}>${t("Type a name into the box above.")}<//>`;
  return html`
    <${Answered} answer=${answer} what=${text} day=${parameters.on} found=${(data) => data.search}>
      ${({ search }) => {
        if (!search.length) return html`<${NotFound} what=${text} day=${parameters.on} />`;
        const alike = search.filter(({ score }) => search[0].score - score < CLOSE).length > 1;
        return html`
          <h1>${alike ? t("Several go by “{name}”", { name: text }) : t("Found for “{name}”", { name: text })}</h1>
          ${alike && html`<p>${t("Which one do you mean?")}</p>`}
          <${Hits} hits=${search} text=${text} />
          <${ViewTools} document=${SEARCH} variables=${variables} />`;
      }}
    <//>`;
}

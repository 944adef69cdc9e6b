/** States: what is going on while there is nothing to show, and what to do about it. */
import { go, idOf, plain, readAddress, to, write } from "../address.js";
import { html, useEffect } from "../../vendor/ui.js";
import { t } from "../words/words.js";
import { Ambiguous, AnyDay, NotFound } from "./not-found.js";

/** Something is on its way. */
export const Loading = () => html`
  <div class="state loading" role="status"><span class="visually-hidden">${t("loading")}</span>
    <div class="bone wide"></div><div class="bone"></div><div class="bone"></div>
  </div>`;

/** There is nothing, and that is the answer. */
export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

/** The server does not answer; the question is being asked again. */
export const Away = ({ seconds, retry }) => html`
  <div class="state away" role="alert">
    <h2>${t("The server does not answer")}</h2>
    <p>${t("It may be restarting, or your connection is gone. Trying again in {seconds} seconds; nothing that you see is lost.", { seconds })}</p>
    <button onClick=${retry}>${t("Try now")}</button>
  </div>`;

/** The data have changed since this page was answered; what is shown stays until asked for. */
export const Newer = ({ newer, show }) => html`
  <div role="status">${newer && html`<div class="newer">${t("Newer data are being served than this page shows.")} <button onClick=${show}>${t("Show them")}</button></div>`}</div>`;

/** A part of the answer is missing; what there is stands below. */
export const Partial = ({ errors }) => errors.length > 0 && html`
  <div class="partial" role="alert"><strong>${t("Part of this page could not be answered.")}</strong> ${errors[0].message}</div>`;

/** Show a thing at its own address, if the address asked for it by a former id. */
function useOwnAddress(asked, thing) {
  useEffect(() => {
    const { path, parameters } = readAddress();
    const own = thing?.id && plain(thing.id);
    if (own && own !== asked && asked === idOf(path)) go(write(`/${own}`, parameters), { replace: true });
  }, [asked, thing?.id]);
}

/** Choose what to show for an answer: the thing, or what keeps it from being shown. */
export function Answered({ answer, what, day, found, children }) {
  useOwnAddress(what, answer.data && !answer.loading ? found(answer.data) : null);
  if (answer.away) return html`<${Away} seconds=${answer.away} retry=${answer.retry} />${answer.data && children(answer.data)}`;
  if (answer.loading && !answer.data) return html`<${Loading} />`;
  const ambiguous = answer.errors.find(({ extensions }) => extensions?.code === "AMBIGUOUS");
  if (ambiguous) return html`<${Ambiguous} name=${what} candidates=${ambiguous.extensions.candidates} />`;
  if (!answer.data && answer.errors.length) return html`<${Refused} errors=${answer.errors} day=${day} />`;
  if (!answer.data || !found(answer.data)) return html`<${NotFound} what=${what} day=${day} />`;
  return html`<div aria-busy=${answer.loading}><${Partial} errors=${answer.errors} />${children(answer.data)}</div>`;
}

/** The service would not answer the question at all, and says why. */
export const Refused = ({ errors, day }) => html`
  <div class="state" role="alert"><h1>${t("This could not be answered")}</h1><p lang="en">${errors[0].message}</p>
    ${day && html`<p><${AnyDay} /></p>`}<a href=${to("/")}>${t("Start page")}</a></div>`;

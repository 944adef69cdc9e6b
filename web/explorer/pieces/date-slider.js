/** The date slider: every page and the graph as they stood at the end of a month. */
import { go, here } from "../address.js";
import { html, useEffect, useRef, useState } from "../../vendor/ui.js";
import { inWords, t } from "../words/words.js";

const FIRST_YEAR = 2000;
const LAST_YEAR = 2026;
const LAST = (LAST_YEAR - FIRST_YEAR) * 12;
const ELECTIONS = [2000, 2002, 2007, 2009, 2013, 2017, 2021, 2025];
const PAUSE = 120;

const monthOf = (step) => `${FIRST_YEAR + Math.floor(step / 12)}-${String((step % 12) + 1).padStart(2, "0")}`;

function stepOf(day) {
  if (!day) return LAST;
  const [year, month = 12] = day.split("-").map(Number);
  return Math.min(LAST, Math.max(0, (year - FIRST_YEAR) * 12 + month - 1));
}

/** The slider; at its right end everything recorded is shown. */
export function DateSlider({ day }) {
  const [step, setStep] = useState(stepOf(day));
  const timer = useRef();
  useEffect(() => setStep(stepOf(day)), [day]);
  const move = (next) => {
    setStep(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(here({ on: next === LAST ? "" : monthOf(next) }), { replace: true }), PAUSE);
  };
  const shown = step === LAST ? t("Everything recorded") : inWords(day && stepOf(day) === step ? day : monthOf(step));
  return html`
    <section class=${day ? "dates past" : "dates"} aria-label=${t("Date")}>
      <label for="as-of"><span class=${step === LAST ? "visually-hidden" : ""}>${t("As of")}</span> <output for="as-of">${shown}</output></label>
      <div class="track">
        <input id="as-of" type="range" min="0" max=${LAST} step="1" value=${step} aria-valuetext=${shown} onInput=${(event) => move(Number(event.target.value))} />
        <div class="ticks" aria-hidden="true">${ELECTIONS.map((year) => html`<span style=${{ left: `${(((year - FIRST_YEAR) * 12 + 10) / LAST) * 100}%` }}>${year}</span>`)}</div>
      </div>
      <button class="quiet" onClick=${() => move(LAST)} disabled=${step === LAST}>${t("Now")}</button>
    </section>`;
}

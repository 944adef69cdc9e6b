/** The date slider: every page and the graph as they stood at the end of a month. */
import { go, here } from "../address.js";
import { useAnswer } from "../api.js";
import { earliest, yearOf } from "../dates.js";
import { YEARS } from "../queries/overview.js";
import { html, useEffect, useRef, useState } from "../../vendor/ui.js";
import { inWords, t } from "../words/words.js";

const PAUSE = 120;
const DATE = /^\d{4}(-\d\d){0,2}$/;
const CLOSE = 0.08; // as a share of the track: how near to another a year is left out where there is little room

/** Give the months of the track: from the year of the first election to the end of the year of the last. */
function trackOf(elections) {
  const years = elections.map(({ date }) => Number(yearOf(date)));
  const first = Math.min(...years);
  const last = (Math.max(...years) + 1 - first) * 12;
  const monthOf = (step) => `${first + Math.floor(step / 12)}-${String((step % 12) + 1).padStart(2, "0")}`;
  const stepOf = (day) => {
    if (!DATE.test(day ?? "")) return last;
    const [year, month = 12] = day.split("-").map(Number);
    return Math.min(last, Math.max(0, (year - first) * 12 + month - 1));
  };
  const general = elections.filter(({ electionKind }) => electionKind === "GENERAL_LOCAL");
  return { last, monthOf, stepOf, ticks: ticksOf(general, (date) => ((earliest(date) - first) * 12) / last) };
}

/** Give the years that are written below the track, and which of them are too near to the one before. */
function ticksOf(elections, placeOf) {
  let written = -1;
  return elections.map(({ date }) => {
    const place = placeOf(date);
    const crowded = place - written < CLOSE;
    if (!crowded) written = place;
    return { year: yearOf(date), place, crowded };
  });
}

function Slider({ day, track: { last, monthOf, stepOf, ticks } }) {
  const [step, setStep] = useState(stepOf(day));
  const timer = useRef();
  useEffect(() => setStep(stepOf(day)), [day, last]);
  const move = (next) => {
    setStep(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(here({ on: next === last ? "" : monthOf(next) }), { replace: true }), PAUSE);
  };
  const shown = step === last ? t("Everything recorded") : inWords(day && stepOf(day) === step ? day : monthOf(step));
  return html`
    <section class=${day ? "dates past" : "dates"} aria-label=${t("Date")}>
      <label for="as-of"><span class=${step === last ? "visually-hidden" : ""}>${t("As of")}</span> <output for="as-of">${shown}</output></label>
      <div class="track">
        <input id="as-of" type="range" min="0" max=${last} step="1" value=${step} aria-valuetext=${shown} onInput=${(event) => move(Number(event.target.value))} />
        <div class="ticks" aria-hidden="true">${ticks.map(({ year, place, crowded }) => html`<span class=${crowded ? "crowded" : ""} style=${{ left: `${place * 100}%` }}>${year}</span>`)}</div>
      </div>
      <button class="quiet" onClick=${() => move(last)} disabled=${step === last}>${t("Now")}</button>
    </section>`;
}

/** The slider, as long as the elections in the data; at its right end everything recorded is shown. */
export function DateSlider({ day }) {
  const { data } = useAnswer(YEARS);
  if (!data?.elections.length) return html`<section class="dates" aria-label=${t("Date")}></section>`;
  return html`<${Slider} day=${day} track=${trackOf(data.elections)} />`;
}

/** Words: the labels of the pages in English, Albanian and Serbian, and dates written in them. */
import { readAddress } from "../address.js";
import { en } from "./en.js";

export const LANGUAGES = { en: "English", sq: "Shqip", sr: "Srpski" };
const words = { en };
let tries = 0;
// Chromium knows no Albanian: its numbers are written as German ones are, its months by the words here
const LOCALES = { en: "en-GB", sq: "de", sr: "sr-Latn" };

/** Give the language that is read in: what the address says, else what was chosen before. */
export function language() {
  const { lang } = readAddress().parameters;
  if (lang in LANGUAGES) return lang;
  const chosen = localStorage.getItem("language");
  return chosen in LANGUAGES ? chosen : "en";
}

/** Fetch the words of a language; what failed is asked for by a new name, since browsers remember failures. */
export async function fetchWords(code = language()) {
  if (code in words) return;
  tries += 1;
  words[code] = (await import(`./${code}.js${tries > 1 ? `?n=${tries}` : ""}`))[code];
}

/** Give a label, with its blanks filled in. */
export function t(key, blanks = {}) {
  const text = words[language()]?.[key] ?? en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => blanks[name]);
}

/** Write a date in words, as finely as it is known. */
export function inWords(date) {
  if (!date) return "";
  const [year, month, day] = date.split("-").map(Number);
  if (!month) return String(year);
  const months = words[language()]?.months;
  if (months) return [day, months[month - 1], year].filter(Boolean).join(" ");
  const options = { year: "numeric", month: day ? "short" : "long", day: day ? "numeric" : undefined, timeZone: "UTC" };
  return new Intl.DateTimeFormat(LOCALES[language()], options).format(new Date(Date.UTC(year, month - 1, day || 1)));
}

/** Write a number with the separators of the language. */
export function number(value, digits = 0) {
  const options = { maximumFractionDigits: digits, minimumFractionDigits: digits };
  return new Intl.NumberFormat(LOCALES[language()], options).format(value);
}

/** Write a share as per cent, with one digit. */
export const percent = (value) => `${number(value, 1)} %`;

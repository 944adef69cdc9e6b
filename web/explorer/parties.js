/** Parties: the colour and the short name that each is known by on every picture. */
import { plain } from "./address.js";
import { t } from "./words/words.js";

const COLOURS = {
  "party/vetevendosje": "#d3303a",
  "party/pdk": "#2f6fc4",
  "party/ldk": "#d99a00",
  "party/aak": "#2e9465",
  "party/aak-ldd": "#5fae86",
  "party/akr": "#0aa2b5",
  "party/serb-list": "#8256c9",
  "party/gi-srpska": "#a98be0",
  "party/nisma": "#f0752b",
  "party/sls": "#b3589f",
  "party/kdtp": "#86a83a",
  "party/lb": "#8c5a3c",
  "party/alternativa": "#e06aa0",
  "party/guxo": "#e8837c",
  "party/fer": "#5b9bd5",
  "party/gi-sdp": "#6f6fd8",
};
const OTHERS = ["#7a8fa6", "#a08c5b", "#6f9a8d", "#a67f8e", "#8a8f5f", "#7f86b5"];
export const INDEPENDENT = "#6b7280";
export const UNKNOWN = "#b8bcc4";

/** Give a party's colour; null stands for an unknown one. */
export function colourOf(party, independent = false) {
  if (!party) return independent ? INDEPENDENT : UNKNOWN;
  const id = plain(party.id);
  if (id in COLOURS) return COLOURS[id];
  const sum = [...id].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return OTHERS[sum % OTHERS.length];
}

/** Give the name that fits on a picture: the abbreviation, where there is one. */
export const shortName = (party) => party.abbreviation ?? party.name;

/** Give the label under which a contest was won; without one, `unknown` says of what. */
export function labelOf({ winner, winnerParty }) {
  if (winnerParty) return { key: plain(winnerParty.id), party: winnerParty };
  if (winner?.candidacy?.independent) return { key: "independent", independent: true };
  const unknown = winner ? "party not known" : "winner not known";
  return { key: unknown, unknown };
}

/** Give the name of a label, the same wherever winners are counted. */
export const nameOf = ({ party, independent, unknown }) => (party ? shortName(party) : t(independent ? "independent" : unknown));

/** The flow: which party each municipality's mayor belonged to, from one election to the next. */
import { plain } from "../address.js";
import { colourOf, shortName, UNKNOWN } from "../parties.js";
import { html, useMemo, useState } from "../../vendor/ui.js";
import { t } from "../words/words.js";
import { yearOf } from "../dates.js";
import { useWidth } from "./width.js";

const HEIGHT = 460;
const TOP = 26;
const BAR = 12;
const SPACE = 3;
const NEVER = "none";

/** Give the label under which a contest was won; unknown ones share a label of their own. */
function labelOf(contest) {
  if (contest?.winnerParty) return { key: plain(contest.winnerParty.id), party: contest.winnerParty };
  if (contest?.winner?.candidacy?.independent) return { key: "independent", independent: true };
  return { key: contest ? "unknown" : NEVER };
}

/** Work out the columns of the picture: per election the labels, largest first, with places. */
export function columnsOf(elections) {
  const places = new Map(elections.flatMap(({ contests }) => contests.nodes.map(({ municipality }) => [plain(municipality.id), municipality.name])));
  const columns = elections.map((election) => {
    const won = new Map(election.contests.nodes.filter(({ office }) => office === "MAYOR").map((contest) => [plain(contest.municipality.id), contest]));
    const groups = new Map();
    for (const place of places.keys()) {
      const label = labelOf(won.get(place));
      if (!groups.has(label.key)) groups.set(label.key, { ...label, places: [] });
      groups.get(label.key).places.push(place);
    }
    return { election, groups: [...groups.values()].sort(byWeight) };
  });
  return { columns, places };
}

const last = (group) => (group.key === NEVER ? 2 : group.key === "unknown" ? 1 : 0);
const byWeight = (one, other) => last(one) - last(other) || other.places.length - one.places.length || (one.key < other.key ? -1 : 1);

/** Stack each column and remember where every municipality's part of it lies. */
function stacked(columns, total) {
  const unit = (HEIGHT - TOP - SPACE * 16) / total;
  return columns.map(({ groups }) => {
    let y = TOP;
    const spots = new Map();
    const boxes = groups.map((group) => {
      const box = { ...group, y, height: group.places.length * unit };
      y += box.height + SPACE;
      return box;
    });
    return { boxes, spots, unit };
  });
}

/** Bundle the municipalities that go from one label to another into one ribbon. */
function ribbonsBetween(left, right, unit) {
  const taken = new Map();
  const from = new Map(right.boxes.flatMap((box) => box.places.map((place) => [place, box])));
  return left.boxes.flatMap((source) => {
    let start = source.y;
    return right.boxes.flatMap((target) => {
      const moved = source.places.filter((place) => from.get(place) === target);
      if (!moved.length) return [];
      const height = moved.length * unit;
      const end = taken.get(target.key) ?? target.y;
      taken.set(target.key, end + height);
      start += height;
      return [{ source, target, moved, y0: start - height, y1: end, height }];
    });
  });
}

const drawn = ({ source, target }) => source.key !== NEVER && target.key !== NEVER;
const nameOf = (box) => (box.party ? shortName(box.party) : t(box.independent ? "independent" : "not known"));
const fillOf = (box) => (box.key === "unknown" ? UNKNOWN : colourOf(box.party, box.independent));

function Ribbon({ ribbon, x0, x1, faint, places, onPoint }) {
  const { source, target, y0, y1, height, moved } = ribbon;
  const middle = (x0 + x1) / 2;
  const d = `M${x0},${y0}C${middle},${y0} ${middle},${y1} ${x1},${y1}V${y1 + height}C${middle},${y1 + height} ${middle},${y0 + height} ${x0},${y0 + height}Z`;
  const title = `${nameOf(source)} → ${nameOf(target)}: ${moved.map((place) => places.get(place)).join(", ")}`;
  const unsure = source.key === "unknown" || target.key === "unknown";
  const kind = unsure ? "unsure" : source.key === target.key ? "stays" : "moves";
  return html`<path d=${d} fill=${unsure ? UNKNOWN : fillOf(target)} class=${`ribbon ${kind} ${faint ? "faint" : ""}`}
    onMouseEnter=${() => onPoint({ title, key: target.key })} onMouseLeave=${() => onPoint(null)}><title>${title}</title></path>`;
}

/** The picture. Pointing at a ribbon names the municipalities in it. */
export function Flow({ elections, label }) {
  const [holder, width] = useWidth();
  const [pointed, point] = useState(null);
  const { columns, places } = useMemo(() => columnsOf(elections), [elections]);
  const stacks = useMemo(() => stacked(columns, places.size), [columns]);
  const inner = Math.max(width, columns.length * 86);
  const x = (index) => 8 + (index * (inner - BAR - 76)) / Math.max(columns.length - 1, 1);
  return html`
    <div ref=${holder} class="flow">
      <div class="scroller" tabindex="0" role="group" aria-label=${label}>
      <svg class="picture" width=${inner} height=${HEIGHT} viewBox=${`0 0 ${inner} ${HEIGHT}`} role="img" aria-label=${label}>
        ${stacks.slice(1).map((right, index) => ribbonsBetween(stacks[index], right, right.unit).filter(drawn).map((ribbon) => html`
          <${Ribbon} ribbon=${ribbon} x0=${x(index) + BAR} x1=${x(index + 1)} places=${places} faint=${pointed && pointed.key !== ribbon.target.key} onPoint=${point} />`))}
        ${stacks.map(({ boxes }, index) => html`
          <text x=${x(index)} y="14" class="year">${yearOf(columns[index].election.date)}</text>
          ${boxes.filter(({ key }) => key !== NEVER).map((box) => html`
            <rect x=${x(index)} y=${box.y} width=${BAR} height=${box.height} fill=${fillOf(box)} rx="2"><title>${`${nameOf(box)}: ${box.places.length}`}</title></rect>
            ${box.height > 13 && html`<text x=${x(index) + BAR + 4} y=${box.y + box.height / 2} dominant-baseline="central" class="box">${nameOf(box)} ${box.places.length}</text>`}`)}`)}
      </svg>
      </div>
      <p class="pointed" aria-live="polite">${pointed?.title ?? t("Point at a ribbon to see which municipalities it is made of.")}</p>
    </div>`;
}

/** The columns of the flow: who held what after each election, and what passed between them. */
import { plain } from "../address.js";
import { colourOf, labelOf, nameOf, UNKNOWN } from "../parties.js";

export const HEIGHT = 460;
const TOP = 26;
const SPACE = 3;
export const NEVER = "none";

/** Work out the columns of the picture: per election the labels, largest first, with places. */
export function columnsOf(elections) {
  const places = new Map(elections.flatMap(({ contests }) => contests.nodes.map(({ municipality }) => [plain(municipality.id), municipality.name])));
  const columns = elections.map((election) => {
    const won = new Map(election.contests.nodes.filter(({ office }) => office === "MAYOR").map((contest) => [plain(contest.municipality.id), contest]));
    const groups = new Map();
    for (const place of places.keys()) {
      const contest = won.get(place);
      const label = contest ? labelOf(contest) : { key: NEVER };
      if (!groups.has(label.key)) groups.set(label.key, { ...label, places: [] });
      groups.get(label.key).places.push(place);
    }
    return { election, groups: [...groups.values()].sort(byWeight) };
  });
  return { columns, places };
}

const last = (group) => (group.key === NEVER ? 2 : group.unknown ? 1 : 0);
const byWeight = (one, other) => last(one) - last(other) || other.places.length - one.places.length || (one.key < other.key ? -1 : 1);

/** Stack the labels of each column. */
function stacked(columns, total) {
  const unit = (HEIGHT - TOP - SPACE * 16) / total;
  return columns.map(({ groups }) => {
    let y = TOP;
    const boxes = groups.map((group) => {
      const box = { ...group, y, height: group.places.length * unit };
      y += box.height + SPACE;
      return box;
    });
    return { boxes, unit };
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

export const fillOf = (box) => (box.unknown ? UNKNOWN : colourOf(box.party, box.independent));

const told = ({ source, target }) => source.key !== NEVER && target.key !== NEVER;

/** Say of a ribbon whether it stays with one label, moves to another, or cannot be told. */
const kindOf = ({ source, target }) => (source.unknown || target.unknown ? "unsure" : source.key === target.key ? "stays" : "moves");

/** Give the ribbons from each column to the next, largest labels first. */
const ribbonsOf = (stacks) => stacks.slice(1).flatMap((right, index) => ribbonsBetween(stacks[index], right, right.unit)
  .filter(told).map((ribbon) => ({ ...ribbon, kind: kindOf(ribbon), column: index, key: `${index} ${ribbon.source.key} ${ribbon.target.key}` })));

/** Work out the whole picture: its columns, what is stacked in each, and the ribbons between them. */
export function flowOf(elections) {
  const { columns, places } = columnsOf(elections);
  const stacks = stacked(columns, places.size);
  return { columns, places, stacks, ribbons: ribbonsOf(stacks) };
}

/** Say what a ribbon is: the two labels, how many municipalities, and which. */
export const ribbonInWords = ({ source, target, moved }, places) => `${nameOf(source)} → ${nameOf(target)}, ${moved.length}: ${moved.map((place) => places.get(place)).join(", ")}`;

/** Elements: from an answer to the things and arrows of the picture. */
import { plain } from "../address.js";
import { colourOf, shortName } from "../parties.js";
import { TYPE_COLOURS } from "../relations.js";
import { t } from "../words/words.js";

/** Leave out what is hidden, and join parallel arrows of one type into one that counts them. */
export function shownOf(surroundings, { hidden, without }, only) {
  const kept = surroundings.entities.filter(({ id }) => !hidden.includes(plain(id)) && (!only || only.includes(plain(id))));
  const ids = new Set(kept.map(({ id }) => plain(id)));
  const inside = surroundings.relationships.filter(({ source, target }) => ids.has(plain(source.id)) && ids.has(plain(target.id)));
  const shown = inside.filter(({ type }) => !without.includes(type));
  const arrows = new Map();
  for (const relationship of shown) {
    const [source, target] = [plain(relationship.source.id), plain(relationship.target.id)];
    const key = `${relationship.type} ${source} ${target}`;
    if (!arrows.has(key)) arrows.set(key, { key, type: relationship.type, source, target, relationships: [] });
    arrows.get(key).relationships.push(relationship);
  }
  const beyond = new Map(surroundings.frontier.map(({ entity, hidden: many }) => [plain(entity.id), many]));
  const things = kept.map((thing) => ({ ...thing, key: plain(thing.id), beyond: beyond.get(plain(thing.id)) ?? 0 }));
  const types = [...new Set(inside.map(({ type }) => type))].sort();
  return { things, arrows: [...arrows.values()], types };
}

/** Shorten the name of a contest: its place and year are what tells it from others. */
const labelOf = (thing) => (thing.kind === "PARTY" ? shortName(thing) : thing.name.replace(/^Mayor of /, ""));

/** Write the things and arrows as elements of the drawing library. */
export function elementsOf({ things, arrows }, roots) {
  const nodes = things.map((thing) => ({
    group: "nodes",
    data: {
      id: thing.key,
      label: thing.beyond ? `${labelOf(thing)}\n+${thing.beyond}` : labelOf(thing),
      kind: thing.kind,
      colour: thing.kind === "PARTY" ? colourOf(thing) : undefined,
      root: roots.includes(thing.key) ? 1 : undefined,
    },
  }));
  const edges = arrows.map(({ key, type, source, target, relationships }) => ({
    group: "edges",
    data: {
      id: key,
      source,
      target,
      type,
      colour: TYPE_COLOURS[type],
      derived: relationships.every(({ basis }) => basis === "DERIVED") ? 1 : undefined,
      label: relationships.length > 1 ? `${t(type)} ×${relationships.length}` : t(type),
    },
  }));
  return [...nodes, ...edges];
}

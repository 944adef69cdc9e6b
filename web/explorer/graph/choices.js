/** Choices: what the picture shows is kept in the address, so that it can be sent and undone. */
import { go, here } from "../address.js";
import { useRef } from "../../vendor/ui.js";

const NAMES = ["graph", "hide", "without", "pin"];
const list = (text) => (text && text !== "open" ? text.split(",") : []);

/** Read the choices, and give the ways to change them. */
export function useChoices(parameters) {
  const past = useRef([]);
  const change = (changes) => {
    past.current.push(Object.fromEntries(NAMES.map((name) => [name, parameters[name] ?? ""])));
    go(here(changes), { replace: true });
  };
  const choices = { expanded: list(parameters.graph), hidden: list(parameters.hide), without: list(parameters.without), pinned: list(parameters.pin) };
  const flip = (name, chosen, value) => change({ [name]: (chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]).join() });
  return {
    ...choices,
    expand: (id) => !choices.expanded.includes(id) && change({ graph: [...choices.expanded, id].join() }),
    hide: (id) => change({ hide: [...choices.hidden, id].join() }),
    showAll: () => change({ hide: "", without: "" }),
    flipType: (type) => flip("without", choices.without, type),
    flipPin: (id) => flip("pin", choices.pinned, id),
    canUndo: past.current.length > 0,
    undo: () => past.current.length && go(here(past.current.pop()), { replace: true }),
  };
}

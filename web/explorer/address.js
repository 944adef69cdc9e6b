/** The address: every view is a path and a few parameters, so that it can be sent to someone. */
import { ENDPOINT, ROOT } from "./root.js";
import { useEffect, useState } from "../vendor/ui.js";

const KEPT = ["on", "lang"];
const listeners = new Set();

/** Read the view that the address names. */
export function readAddress() {
  const { pathname, searchParams } = new URL(location.href);
  return { path: pathname.slice(ROOT.length) || "/", parameters: Object.fromEntries(searchParams) };
}

/** Write a path and its parameters as an address; empty parameters are left out. */
export function write(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  const query = new URLSearchParams(given).toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
  return ROOT + (query ? `${path}?${query}` : path);
}

/** Give the address of a view, which keeps the language and the day that are looked at. */
export function to(path, parameters = {}) {
  const { parameters: present } = readAddress();
  const kept = Object.fromEntries(KEPT.map((name) => [name, present[name]]));
  return write(path, { ...kept, ...parameters });
}

/** Give the id without the date that it was read at. */
export const plain = (id) => id.split("@")[0];

/** Give the id that a path names, if it can be read as one. */
export function idOf(path) {
  try {
    const [, kind, slug] = path.split("/");
    return slug ? plain(decodeURIComponent(`${kind}/${slug}`)) : undefined;
  } catch {
    return undefined;
  }
}

/** Give the address of a thing: it is its id. */
export const pageOf = (id, parameters) => to(`/${plain(id)}`, parameters);

/** Give the present address with some parameters changed. */
export function here(changes) {
  const { path, parameters } = readAddress();
  return write(path, { ...parameters, ...changes });
}

/** Go to an address. */
export function go(address, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  for (const listener of listeners) listener();
}

/** Go to an address as a link does: another page is shown from its top, with the focus in it. */
export function visit(address) {
  const before = location.pathname;
  go(address);
  if (location.pathname === before) return;
  scrollTo(0, 0);
  document.getElementById("main").focus({ preventScroll: true });
}

/** Follow the address from within a component. */
export function useAddress() {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const follow = () => setAddress(readAddress());
    listeners.add(follow);
    addEventListener("popstate", follow);
    return () => {
      listeners.delete(follow);
      removeEventListener("popstate", follow);
    };
  }, []);
  return address;
}

/** Turn clicks on links within the explorer into steps that load nothing. */
export function followLinks(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plainClick = !(event.metaKey || event.ctrlKey || event.shiftKey || event.button);
    if (!link || !plainClick || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname === ENDPOINT || url.hash) return;
    event.preventDefault();
    visit(url.pathname + url.search);
  });
}

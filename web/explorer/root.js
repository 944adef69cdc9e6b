/** Where the service stands: the prefix that a proxy has put before all its addresses, if any. */
export const ROOT = document.documentElement.dataset.root;

/** Where questions are answered. */
export const ENDPOINT = `${ROOT}/graphql`;

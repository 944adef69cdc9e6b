/** The editor's language services, each in a worker from this same host. */
const FILES = { json: "json.worker.js", graphql: "graphql.worker.js" };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(`../vendor/${FILES[label] ?? "editor.worker.js"}`, import.meta.url)),
};

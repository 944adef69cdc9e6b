/** The playground: GraphiQL with its explorer, its history, and a gallery of questions. */
import "./workers.js";
import { ENDPOINT, ROOT } from "../explorer/root.js";
import {
  createClient, createElement as h, createGraphiQLFetcher, createRoot, explorerPlugin, GraphiQL, HISTORY_PLUGIN, parse,
  ToolbarButton, useEffect, useGraphiQL, useGraphiQLActions, useState,
} from "../vendor/graphiql.js";
import { GALLERY } from "./gallery.js";

const WELCOME = `# Ask the graph: pick a question from the gallery on the left, or write your own.
# Ctrl-Enter runs it; Ctrl-Space completes; every type and field is described under "Docs".
{
  person(id: "person/agim-bahtiri") {
    name
    defectedTo {
      sentence
      citations { source { title address } locator }
    }
  }
}
`;

/** Read what a shared address holds: it stands behind the #, so that no server sees it. */
function shared() {
  const { query, variables } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  return query ? { initialQuery: query, initialVariables: variables ?? "" } : {};
}

/** The button that copies an address with the present question in it. */
function Share() {
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const [said, setSaid] = useState("");
  const share = () => {
    const present = { query: queryEditor.getValue(), variables: variableEditor.getValue() };
    history.replaceState(null, "", `#${new URLSearchParams(present)}`);
    const copying = navigator.clipboard ? navigator.clipboard.writeText(location.href) : Promise.reject();
    copying.then(() => setSaid("The address of this question is copied"), () => setSaid("The address bar holds this question: copy it from there"));
    setTimeout(() => setSaid(""), 4000);
  };
  return h(ToolbarButton, { label: "Share this question", onClick: share },
    h("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 1.8, className: "graphiql-toolbar-icon", "aria-hidden": true },
      h("path", { d: "M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7l1-1" })),
    h("span", { className: said && "said", role: "status" }, said));
}

/** Answer the question of a shared address as soon as both its editors stand. */
function Answer() {
  const ready = useGraphiQL(({ queryEditor, variableEditor }) => Boolean(queryEditor && variableEditor));
  const { run } = useGraphiQLActions();
  useEffect(() => { if (ready && shared().initialQuery) run(); }, [ready]);
  return null;
}

const sockets = createClient({ url: new URL(ENDPOINT, location.href.replace(/^http/, "ws")).href });
const ask = createGraphiQLFetcher({ url: ENDPOINT, wsClient: sockets });

/**
 * Ask by HTTP or, in a subscription, by WebSocket. The text alone knows: what GraphiQL knows of it, the
 * name of the operation too, lags behind what was typed.
 */
function fetcher(asked, options) {
  try {
    const documentAST = parse(asked.query);
    const isThere = documentAST.definitions.some(({ name }) => name && name.value === asked.operationName);
    return ask({ ...asked, operationName: isThere ? asked.operationName : undefined }, { ...options, documentAST });
  } catch {
    return ask(asked, options); // which says what is wrong with it
  }
}

const plugins = [GALLERY, HISTORY_PLUGIN, explorerPlugin()];

function Playground() {
  return h(GraphiQL, { fetcher, plugins, visiblePlugin: shared().initialQuery ? undefined : GALLERY, defaultQuery: WELCOME, defaultEditorToolsVisibility: "variables", shouldPersistHeaders: false, ...shared() },
    h(GraphiQL.Logo, null, h("h1", null, h("a", { href: `${ROOT}/` }, "Kosovo election graph"))),
    h(GraphiQL.Toolbar, null, ({ prettify, copy, merge }) => [h(Answer, { key: "answer" }), h(Share, { key: "share" }), prettify, merge, copy]));
}

addEventListener("hashchange", () => shared().initialQuery && location.reload());
createRoot(document.getElementById("playground")).render(h(Playground));

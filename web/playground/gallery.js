/** The gallery: questions that this graph answers, each opened and answered with one click. */
import { ENDPOINT } from "../explorer/root.js";
import { createElement as h, useEffect, useGraphiQL, useGraphiQLActions, useState } from "../vendor/graphiql.js";

const EXAMPLES = "query Examples { examples { title question document variables } }";

async function fetchExamples() {
  const reply = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: EXAMPLES }),
  });
  return (await reply.json()).data.examples;
}

function Icon() {
  return h("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 1.6, "aria-hidden": true },
    h("path", { d: "M4 5h16v11H9l-5 4z" }), h("path", { d: "M9.5 9a2.5 2.5 0 1 1 2.5 2.6v.9M12 14.2v.1" }));
}

function Gallery() {
  const [examples, setExamples] = useState(null);
  const [failed, setFailed] = useState(false);
  const [opened, setOpened] = useState(null);
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const { run, stop } = useGraphiQLActions();
  const load = () => fetchExamples().then(setExamples, () => setFailed(true));
  useEffect(() => { load(); }, []);
  const open = ({ title, document, variables }) => {
    queryEditor.setValue(document);
    variableEditor.setValue(variables ?? "");
    setOpened(title);
    stop(); // a subscription that runs, which would be all that running does
    setTimeout(run, 0);
    if (matchMedia("(max-width: 720px)").matches) globalThis.document.querySelector("#graphiql-session").scrollIntoView();
  };
  if (failed) {
    return h("div", { className: "gallery", role: "alert" }, h("p", null, "The server does not answer. "),
      h("button", { onClick: () => { setFailed(false); load(); } }, "Try again"));
  }
  if (!examples) return h("p", null, "Loading the examples…");
  return h("div", { className: "gallery" }, h("h2", null, "Questions to begin with"),
    h("ul", null, examples.map((example) => h("li", { key: example.title },
      h("button", { onClick: () => open(example), "aria-current": opened === example.title ? "true" : undefined },
        h("strong", null, example.title), h("span", null, example.question))))));
}

export const GALLERY = { title: "Examples", icon: Icon, content: Gallery };

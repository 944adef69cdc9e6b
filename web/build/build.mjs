// Makes web/vendor/ from the packages pinned in package-lock.json: the same bytes every time.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const out = path.join(here, "..", "vendor");
const shared = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  absWorkingDir: here,
  logLevel: "warning",
  metafile: true,
};
const WITHOUT_TEXT = "The package holds no text of its licence; that of graphiql, below, is the same.";
const workers = {
  "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
  "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
  "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
};

/** Give the folders of the packages whose files a build contains. */
function packagesIn(metafile) {
  const folders = Object.keys(metafile.inputs).map((file) => {
    return file.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
  });
  return new Set(folders.filter(Boolean));
}

/** Write one file with the licence of every package that went in. */
async function licences(folders) {
  const parts = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(path.join(here, folder, "package.json")));
    const files = (await readdir(path.join(here, folder))).sort();
    const kept = files.filter((each) => /^(licen[cs]e|notice|thirdparty)/i.test(each));
    const texts = await Promise.all(
      kept.map((each) => readFile(path.join(here, folder, each), "utf8")),
    );
    const text = texts.join("\n").replaceAll("\r", "").trim() || WITHOUT_TEXT;
    parts.push(`${name} ${version} (${license})\n${"-".repeat(60)}\n${text}\n`);
  }
  await writeFile(path.join(out, "LICENSES.txt"), parts.join("\n\n"));
}

/** Write the hash of every file, so that a check can tell a build from an edit. */
async function hashes() {
  const files = (await readdir(out)).filter((file) => file !== "SHA256SUMS").sort();
  const lines = await Promise.all(files.map(async (file) => {
    const hash = createHash("sha256").update(await readFile(path.join(out, file))).digest("hex");
    return `${hash}  ${file}\n`;
  }));
  await writeFile(path.join(out, "SHA256SUMS"), lines.join(""));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const builds = [
  await build({ ...shared, outdir: out, entryPoints: ["entries/ui.js", "entries/graph.js"] }),
  await build({
    ...shared,
    outdir: out,
    entryPoints: ["entries/graphiql.js"],
    assetNames: "[name]",
    loader: { ".ttf": "file" },
  }),
  await build({ ...shared, outdir: out, format: "iife", entryPoints: workers }),
];
await licences(new Set(builds.flatMap((each) => [...packagesIn(each.metafile)])));
await hashes();

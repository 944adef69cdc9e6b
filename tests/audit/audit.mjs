// Runs the server audits of graphql-http against a URL; a warning counts as a failure.
import { auditServer } from "graphql-http";

const url = process.argv[2];
const results = await auditServer({ url });
const passed = results.filter((result) => result.status === "ok");
for (const result of results) {
  if (result.status !== "ok") {
    console.error(`${result.status}: ${result.id} ${result.name}: ${result.reason}`);
  }
}
console.log(`${passed.length} of ${results.length} audits passed`);
process.exitCode = passed.length === results.length ? 0 : 1;

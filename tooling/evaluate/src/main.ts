import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { withServices } from "@steptrace/test-services";
import { evaluateFailures } from "./failures/evaluate-failures.js";
import { evaluateRuns } from "./runs/evaluate-runs.js";

// Not strict: what is no option of ours is answered as what is missing is.
const { data } = parseArgs({ options: { data: { type: "string" } }, strict: false }).values;
if (typeof data !== "string" || !statSync(data, { throwIfNoEntry: false })?.isDirectory()) {
  const found = typeof data === "string" ? `There is no folder ${data}` : "No folder of data is given";
  console.error(`${found}: expected npm run evaluate -- --data FOLDER, as in docs/evaluation.md.`);
  process.exitCode = 2;
} else {
  await withServices(async ({ databaseUrl }) => {
    await evaluateFailures(data, databaseUrl);
    await evaluateRuns(data, databaseUrl);
  });
}

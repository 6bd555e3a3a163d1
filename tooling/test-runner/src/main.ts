import { buildWorkspace } from "@steptrace/build";
import { formatCounts } from "./format-counts.js";
import { formatFailures } from "./format-failures.js";
import { runTests } from "./run-tests.js";
import { failedRun, type TestRun } from "./test-run.js";

async function buildAndTest(): Promise<TestRun> {
  if (buildWorkspace()) return runTests(process.argv.slice(2));
  return failedRun("the build failed, see above; no test was run");
}

const { counts, failures } = await buildAndTest();
const lines = [...formatFailures(failures), formatCounts(counts)];
// The last line is the counts: scripts read it. Nothing may speak after it, so what is still open is not waited for.
process.stdout.write(`${lines.join("\n")}\n`, () => process.exit(counts.failed === 0 ? 0 : 1));

import { buildWorkspace } from "@steptrace/build";
import type { Counts } from "./counts.js";
import { formatCounts } from "./format-counts.js";
import { runTests } from "./run-tests.js";

async function buildAndTest(): Promise<Counts> {
  if (buildWorkspace()) return runTests(process.argv.slice(2));
  console.error("The build failed, so no test was run.");
  return { passed: 0, failed: 1, skipped: 0 };
}

const counts = await buildAndTest();
// The last line: scripts read it. Nothing may speak after it, so what is still open is not waited for.
process.stdout.write(`${formatCounts(counts)}\n`, () => process.exit(counts.failed === 0 ? 0 : 1));

import { parseCLI, startVitest } from "vitest/node";
import { countTests } from "./count-tests.js";
import { listFailures } from "./list-failures.js";
import { failedRun, type TestRun } from "./test-run.js";

/**
 * Runs the tests of the workspace once, in this process.
 *
 * @param args what `vitest run` takes: parts of paths, and options
 */
export async function runTests(args: readonly string[]): Promise<TestRun> {
  try {
    const { filter, options } = parseCLI(["vitest", "run", ...args]);
    const vitest = await startVitest("test", filter, { ...options, watch: false });
    const modules = vitest.state.getTestModules();
    const errors = vitest.state.getUnhandledErrors();
    const counts = countTests(modules, errors);
    const failures = listFailures(modules, errors);
    await vitest.close();
    // vitest also fails for reasons that belong to no test: no file matches, a teardown throws.
    return process.exitCode && counts.failed === 0
      ? { counts: { ...counts, failed: 1 }, failures: [{ message: "vitest failed, see above" }] }
      : { counts, failures };
  } catch (error) {
    console.error(error);
    return failedRun(String(error));
  }
}

import { parseCLI, startVitest } from "vitest/node";
import { countTests } from "./count-tests.js";
import type { Counts } from "./counts.js";

/**
 * Runs the tests of the workspace once, in this process.
 *
 * @param args what `vitest run` takes: parts of paths, and options
 */
export async function runTests(args: readonly string[]): Promise<Counts> {
  try {
    const { filter, options } = parseCLI(["vitest", "run", ...args]);
    const vitest = await startVitest("test", filter, { ...options, watch: false });
    const counts = countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors());
    await vitest.close();
    // vitest also fails for reasons that belong to no test: no file matches, a teardown throws.
    return process.exitCode && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

import type { TestModule } from "vitest/node";
import type { Counts } from "./counts.js";

/** Counts the tests of a run. */
export function countTests(modules: readonly TestModule[], errors: readonly unknown[]): Counts {
  const states = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => test.result().state),
  );
  const count = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length;
  // A file that cannot be imported, or whose hook throws, fails without a failed test of its own.
  const broken = modules.filter(
    (module) => !module.ok() && [...module.children.allTests("failed")].length === 0,
  );
  return {
    passed: count("passed"),
    failed: count("failed", "pending") + broken.length + errors.length,
    skipped: count("skipped"),
  };
}

import type { Trace } from "@steptrace/core";
import type { Page } from "@steptrace/terminal";

/** That a killed process lost nothing, in a line; without a Redis, how to see it. */
export function showProof(proof: Trace | undefined, { colors }: Page): readonly string[] {
  if (proof === undefined) {
    return [
      "",
      "With --redis-url or REDIS_URL, the demo also kills a process in the middle of a trace, and recovers that.",
    ];
  }
  const done = proof.steps.filter(({ interrupted }) => interrupted !== true).length;
  const open = proof.steps.find(({ interrupted }) => interrupted === true)?.name ?? "no step";
  return [
    "",
    `${colors.bold("A process was killed")} in the middle of ${proof.skillName}: its ${done} steps and '${open}', which was ` +
      `running, were recovered from the journal (${proof.traceId}).`,
  ];
}

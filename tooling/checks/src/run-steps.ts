import type { Step } from "./step.js";

interface Outcome {
  readonly step: Step;
  readonly succeeded: boolean;
  readonly seconds: string;
}

/** Runs every step, whatever the others say; prints each as it runs, then a summary. Gives whether all succeeded. */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    console.log(`check ${step.name}: ${step.claim}`);
    const start = performance.now();
    const complaints = await step.run().catch((error: unknown) => [String(error)]);
    for (const complaint of complaints) console.log(`\n${complaint}\n`);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    outcomes.push({ step, succeeded: complaints.length === 0, seconds });
  }
  console.log("");
  for (const { step, succeeded, seconds } of outcomes) {
    console.log(`${succeeded ? "ok    " : "FAILED"}  ${step.name.padEnd(10)} ${seconds.padStart(5)} s`);
  }
  return outcomes.every(({ succeeded }) => succeeded);
}

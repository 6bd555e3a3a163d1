import type { DurationEvidence, Finding } from "@steptrace/core";
import { formatDuration } from "../text/format-duration.js";
import { stepPathText } from "../text/step-text.js";

/** What was found, in a clause, and by what evidence, in another. */
export interface FindingText {
  readonly what: string;
  readonly evidence: string;
}

/** A finding in words. */
export function findingText(finding: Finding): FindingText {
  switch (finding.kind) {
    case "slow":
    case "fast":
      return {
        what: `${finding.kind}: took ${formatDuration(finding.evidence.valueUs)}`,
        evidence: durationText(finding.evidence),
      };
    case "slow-step":
      return {
        what: `${stepPathText(finding.step)} slow: took ${formatDuration(finding.evidence.valueUs)}`,
        evidence: durationText(finding.evidence),
      };
    case "missing-step": {
      const { seen, samples } = finding.evidence;
      return {
        what: `${stepPathText(finding.step)} missing`,
        evidence: `${seen} of ${samples} runs have it`,
      };
    }
    case "unknown-step":
      return {
        what: `${stepPathText(finding.step)} is new`,
        evidence: `none of ${finding.evidence.samples} runs has it`,
      };
    case "unseen-order":
      return {
        what: `${stepPathText(finding.step)} before ${stepPathText(finding.next)}`,
        evidence: `in none of ${finding.evidence.samples} runs with both`,
      };
  }
}

function durationText({ usualUs, medianUs, samples, score, threshold }: DurationEvidence): string {
  const [from, to] = [formatDuration(usualUs.from), formatDuration(usualUs.to)];
  const limit = (Math.sign(score) * threshold).toFixed(1);
  return (
    `usual is ${from} to ${to}, median ${formatDuration(medianUs)} of ${samples} runs; ` +
    `score ${score.toFixed(1)}, limit ${limit}`
  );
}

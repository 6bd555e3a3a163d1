import type { Examination, Finding, Note } from "./diagnosis.js";

/** What facts mean. */
export interface Judgement {
  /** What was seen, in few words. */
  readonly summary: string;
  /** @default none */
  readonly findings?: readonly Finding[];
  /** What is worth knowing. @default none */
  readonly notes?: readonly string[];
}

/** An examination with all that it found. */
export interface Examined extends Examination {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

/** A judgement under the name of its examination. */
export function toExamined(name: string, { summary, findings = [], notes = [] }: Judgement): Examined {
  return {
    name,
    state: stateOf(findings),
    summary,
    findings,
    notes: notes.map((text) => ({ about: name, text })),
  };
}

/**
 * Reads facts and judges them. What cannot be read is a note of this examination, and hides no other one.
 *
 * @param name as in "months"
 */
export async function examine<Facts>(
  name: string,
  read: () => Promise<Facts>,
  judge: (facts: Facts) => Judgement,
): Promise<Examined> {
  try {
    return toExamined(name, judge(await read()));
  } catch (error) {
    const text = `Not examined: ${error instanceof Error ? error.message : String(error)}`;
    return { name, state: "unknown", summary: "not examined", findings: [], notes: [{ about: name, text }] };
  }
}

function stateOf(findings: readonly Finding[]): Examination["state"] {
  if (findings.length === 0) return "well";
  return findings.some(({ severity }) => severity === "error") ? "error" : "warning";
}

import type { Answer } from "./contenders.js";

/** @throws where an answer is not that of brute force: the same failures with the same scores in the same order */
export function requireEqual(question: string, ours: readonly Answer[], bruteForce: readonly Answer[]): void {
  const length = Math.max(ours.length, bruteForce.length);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [ours[index], bruteForce[index]];
    if (a?.traceId === b?.traceId && a?.score === b?.score) continue;
    throw new Error(
      `Expected the answer of brute force to "${question}": place ${index + 1} is ${said(b)} there, and ${said(a)} here.`,
    );
  }
}

function said(answer: Answer | undefined): string {
  return answer === undefined ? "empty" : `${answer.traceId} with ${answer.score}`;
}

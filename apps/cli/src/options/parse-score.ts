import { InvalidArgumentError } from "commander";

/** @throws {InvalidArgumentError} unless the text is a number from 0 to 1 */
export function parseScore(text: string): number {
  const score = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (score >= 0 && score <= 1) return score;
  throw new InvalidArgumentError("Expected a number from 0 to 1, as in 0.3.");
}

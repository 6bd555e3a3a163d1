import { InvalidArgumentError } from "commander";

const MOST = 100_000;

/** @throws {InvalidArgumentError} unless the text is a whole number from 1 to 100,000 */
export function parseCount(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST) return count;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST}, as in 20.`);
}

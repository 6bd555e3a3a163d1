import { InvalidArgumentError } from "commander";

const MOST = 1200;

/** A parser of counts of months, from `least` on. */
export function parseMonths(least: number): (text: string) => number {
  return (text) => {
    const count = /^\d{1,4}$/.test(text) ? Number(text) : -1;
    if (count >= least && count <= MOST) return count;
    throw new InvalidArgumentError(`Expected a whole number of months from ${least} to ${MOST}, as in 12.`);
  };
}

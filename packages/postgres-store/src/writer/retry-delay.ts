const FIRST_MS = 50;
const LONGEST_MS = 2000;

/**
 * Milliseconds to wait before the next attempt: twice as long after each failure, and up to half of it by chance, so that
 * many processes do not come back at the same moment.
 *
 * @param failures in a row, 1 or more
 * @param chance 0 to 1
 */
export function retryDelayMs(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return whole * (1 - chance / 2);
}

import type { StatisticsTable } from "../schema/trace-statistics.js";

const AGAIN_AFTER_MS = 60_000;

/** Whether a writer counts what it stores: not for a while after it turned out that its role may not. */
export class Counting {
  readonly #table: StatisticsTable;
  #deniedUntil = 0;

  constructor(table: StatisticsTable) {
    this.#table = table;
  }

  /** Where to; absent while counting is left to maintenance. */
  get table(): StatisticsTable | undefined {
    return performance.now() < this.#deniedUntil ? undefined : this.#table;
  }

  deny(): void {
    this.#deniedUntil = performance.now() + AGAIN_AFTER_MS;
  }
}

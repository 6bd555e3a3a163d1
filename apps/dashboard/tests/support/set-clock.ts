import type { Clock } from "@steptrace/core";

/** A clock that stands still until it is set. */
export class SetClock implements Clock {
  #now: number;

  constructor(now: Date) {
    this.#now = now.getTime();
  }

  now(): number {
    return Math.floor(this.#now);
  }

  monotonic(): number {
    return this.#now;
  }

  set(moment: number): void {
    this.#now = moment;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

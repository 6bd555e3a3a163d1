import type { Clock } from "../src/index.js";

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #nowMs: number;
  #monotonicMs = 5000;

  /** @param start when the wall clock stands at the beginning */
  constructor(start = "2025-11-16T12:00:00.000Z") {
    this.#nowMs = Date.parse(start);
  }

  now(): number {
    return this.#nowMs;
  }

  monotonic(): number {
    return this.#monotonicMs;
  }

  /** Lets time pass, on both clocks. */
  advance(ms: number): void {
    this.#nowMs += ms;
    this.#monotonicMs += ms;
  }

  /** Sets the wall clock alone, as an administrator or NTP does. */
  setWall(time: string): void {
    this.#nowMs = Date.parse(time);
  }
}

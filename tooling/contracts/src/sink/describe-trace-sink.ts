import type { TraceSink } from "@steptrace/core";
import { beforeAll, describe } from "vitest";
import { describeFinalizing } from "./describe-finalizing.js";
import { describeGivingWay } from "./describe-giving-way.js";
import { describeLookUp } from "./describe-look-up.js";
import { describeRoundTrip } from "./describe-round-trip.js";
import { describeUnstorable } from "./describe-unstorable.js";

/**
 * The contract of `TraceSink`, as a suite. Its traces are of November 2025 to January 2026, and of now.
 *
 * @param name the implementation's
 * @param makeSink makes the one sink that all tests of the suite share; it sees to it that it is closed at the end
 * @example
 * ```ts
 * describeTraceSink("InMemoryTraceStorage", () => new InMemoryTraceStorage());
 * ```
 */
export function describeTraceSink(name: string, makeSink: () => TraceSink | Promise<TraceSink>): void {
  describe(`${name}, a TraceSink`, () => {
    let shared: TraceSink;
    beforeAll(async () => {
      shared = await makeSink();
    });
    const sink = () => shared;
    describeFinalizing(sink);
    describeGivingWay(sink);
    describeLookUp(sink);
    describeRoundTrip(sink);
    describeUnstorable(sink);
  });
}

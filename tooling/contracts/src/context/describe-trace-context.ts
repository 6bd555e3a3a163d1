import type { TraceContext } from "@steptrace/core";
import { beforeEach, describe, expect, it } from "vitest";
import { describeClearing } from "./describe-clearing.js";
import { describeExpiry } from "./describe-expiry.js";
import { describeListing } from "./describe-listing.js";
import { describeMalformedIds } from "./describe-malformed-ids.js";
import { describeSetting } from "./describe-setting.js";
import type { MakeContext } from "./make-context.js";

const TTL_SECONDS = 60;

/**
 * The contract of `TraceContext`, as a suite. Each test has a context of its own.
 *
 * @param name the implementation's
 * @example
 * ```ts
 * describeTraceContext("InMemoryTraceContext", (request) => new InMemoryTraceContext(request));
 * ```
 */
export function describeTraceContext(name: string, makeContext: MakeContext): void {
  describe(`${name}, a TraceContext`, () => {
    let context: TraceContext;
    beforeEach(async () => {
      context = await makeContext({ ttlSeconds: TTL_SECONDS });
    });

    it("has itself renewed several times within the time to live", () => {
      expect(context.renewEveryMs).toBeGreaterThan(0);
      expect(context.renewEveryMs).toBeLessThanOrEqual((TTL_SECONDS * 1000) / 2);
    });

    describeSetting(() => context);
    describeMalformedIds(() => context);
    describeExpiry(makeContext);
    describeListing(() => context);
    describeClearing(
      () => context,
      async () => makeContext({ ttlSeconds: TTL_SECONDS }),
    );
  });
}

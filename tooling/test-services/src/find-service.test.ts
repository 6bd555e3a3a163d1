import { describe, expect, it } from "vitest";
import { findService } from "./find-service.js";
import { redisKind } from "./redis/redis-kind.js";
import type { Way } from "./ways/way.js";
import { WayClosedError } from "./ways/way-closed-error.js";

const advice = () => "open it";
const closed: Way = {
  name: "listening",
  advice,
  open: async () => {
    throw new WayClosedError("nobody answers");
  },
};
const open: Way = {
  name: "programs",
  advice,
  open: async () => ({ url: "redis://here", origin: "made", stop: async () => {} }),
};

describe("findService", () => {
  it("takes the first way that is open", async () => {
    expect((await findService(redisKind, [closed, open])).url).toBe("redis://here");
  });

  it("names every way and its reason when none is open", async () => {
    await expect(findService(redisKind, [closed, closed])).rejects.toThrow(
      /no Redis.*1\. listening: nobody answers\. To open it: open it\..*2\. listening/s,
    );
  });

  it("stops at a failure that is more than a closed way", async () => {
    const broken: Way = { ...closed, open: () => Promise.reject(new TypeError("a bug")) };
    await expect(findService(redisKind, [broken, open])).rejects.toThrow("a bug");
  });
});

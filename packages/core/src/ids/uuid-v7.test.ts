import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuidV7, uuidV7Time } from "./uuid-v7.js";

const anyTime = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe("uuidV7", () => {
  it("carries its time, the version 7 and the variant of RFC 9562", () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        const id = uuidV7(time);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(uuidV7Time(id)).toBe(time);
      }),
    );
  });

  it("is another one each time, a hundred thousand times in one millisecond", () => {
    const ids = Array.from({ length: 100_000 }, () => uuidV7(1));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("uses all of its random bits", () => {
    const digits = Array.from({ length: 2000 }, () => uuidV7(0).replaceAll("-", ""));
    for (let place = 13; place < 32; place += 1) {
      const seen = new Set(digits.map((text) => text[place])).size;
      expect(seen).toBe(place === 16 ? 4 : 16);
    }
  });

  it("orders as text as its times do", () => {
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        fc.pre(a < b);
        expect(uuidV7(a) < uuidV7(b)).toBe(true);
      }),
    );
  });
});

describe("uuidV7Time", () => {
  it("reads upper case too", () => {
    expect(uuidV7Time("019A8C5B-0000-7ABC-8DEF-0123456789AB")).toBe(0x019a8c5b0000);
  });

  it.each([
    "",
    "exec-123",
    "019a8c5b-0000-4abc-8def-0123456789ab",
    "019a8c5b-0000-7abc-cdef-0123456789ab",
    "019a8c5b-0000-7abc-8def-0123456789ab\n",
    " 019a8c5b-0000-7abc-8def-0123456789ab",
    "019a8c5b00007abc8def0123456789ab",
  ])("reads no time from %j", (id) => {
    expect(uuidV7Time(id)).toBeUndefined();
  });
});

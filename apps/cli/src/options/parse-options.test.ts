import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { collectMetadata } from "./collect-metadata.js";
import { parseCount } from "./parse-count.js";
import { parsePeriod } from "./parse-period.js";
import { parseScore } from "./parse-score.js";
import { parseSince } from "./parse-since.js";
import { parseTimeout } from "./parse-timeout.js";

describe("parseCount", () => {
  it("takes whole numbers above 0", () => {
    expect([parseCount("1"), parseCount("100000")]).toEqual([1, 100_000]);
  });

  it.each(["0", "-1", "1.5", "1e3", "100001", "ten", "", " 5"])(
    "refuses %j and says what it expected",
    (text) => {
      expect(() => parseCount(text)).toThrow(/whole number from 1 to 100000/);
      expect(() => parseCount(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe("parseScore", () => {
  it("takes numbers from 0 to 1", () => {
    expect(["0", "0.3", ".5", "1"].map(parseScore)).toEqual([0, 0.3, 0.5, 1]);
  });

  it.each(["1.01", "-0.1", "30%", "NaN", ""])("refuses %j", (text) => {
    expect(() => parseScore(text)).toThrow(/from 0 to 1/);
  });
});

describe("parsePeriod", () => {
  it("takes a number and a unit", () => {
    expect(["500ms", "30s", "1.5h", "7d", "2w"].map(parsePeriod)).toEqual([
      500, 30_000, 5_400_000, 604_800_000, 1_209_600_000,
    ]);
  });

  it.each(["7", "d", "-7d", "7 d", "7y", "1d2h", "constructor"])("is none in %j", (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });
});

describe("parseTimeout", () => {
  it("is in milliseconds", () => {
    expect(parseTimeout("30s")).toBe(30_000);
  });

  it.each(["30", "0s", "25d", "soon"])("refuses %j", (text) => {
    expect(() => parseTimeout(text)).toThrow(/500ms, 30s, 5m or 2h/);
  });
});

describe("parseSince", () => {
  const now = new Date("2025-11-16T12:00:00Z");

  it("takes a period before now", () => {
    expect(parseSince("7d", now)).toEqual(new Date("2025-11-09T12:00:00Z"));
    expect(parseSince("99999999w", now)).toEqual(new Date(0));
  });

  it("takes dates, of local time unless they say a zone", () => {
    expect(parseSince("2025-11-09T12:00:00Z", now)).toEqual(new Date("2025-11-09T12:00:00Z"));
    expect(parseSince("2025-11-09", now)).toEqual(new Date(2025, 10, 9));
    expect(parseSince("2025-11-09 08:30", now)).toEqual(new Date(2025, 10, 9, 8, 30));
  });

  it.each(["yesterday", "2025-13-01", "2025", "7", ""])("refuses %j", (text) => {
    expect(() => parseSince(text, now)).toThrow(/a period, as in 30m, 12h or 7d, or a date/);
  });
});

describe("collectMetadata", () => {
  it("adds to what was given before", () => {
    expect(collectMetadata("user=alice", collectMetadata("env=production"))).toEqual({
      env: "production",
      user: "alice",
    });
  });

  it("splits at the first equals sign, and takes empty values and odd keys", () => {
    expect(collectMetadata("query=a=b")).toEqual({ query: "a=b" });
    expect(collectMetadata("empty=")).toEqual({ empty: "" });
    expect(Object.entries(collectMetadata("__proto__=x"))).toEqual([["__proto__", "x"]]);
  });

  it.each(["production", "=x", ""])("refuses %j", (text) => {
    expect(() => collectMetadata(text)).toThrow(/Expected key=value/);
  });
});

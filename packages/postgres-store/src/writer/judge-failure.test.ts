import { encodeTrace, StorageError, type StorageFailure } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { sampleTrace } from "../../tests/support/sample-trace.js";
import { judgeFailure } from "./judge-failure.js";

const november = new Date("2025-11-30T12:00:00Z");
const december = new Date("2025-12-01T12:00:00Z");
const row = (startedAt = november) => encodeTrace(sampleTrace({ startedAt }));
const error = (reason: StorageFailure, sqlState?: string) => new StorageError("no", { reason, sqlState });

describe("judgeFailure", () => {
  it.each<[StorageFailure, string | undefined]>([
    ["unreachable", undefined],
    ["unreachable", "57P01"],
    ["timeout", undefined],
    ["unavailable", "53100"],
  ])("takes %s (%s) for an outage, of one row and of many", (reason, sqlState) => {
    expect(judgeFailure(error(reason, sqlState), [row()])).toBe("outage");
    expect(judgeFailure(error(reason, sqlState), [row(), row()])).toBe("outage");
  });

  it.each(["40P01", "40001", "55P03"])("takes %s for a conflict", (sqlState) => {
    expect(judgeFailure(error("unavailable", sqlState), [row(), row()])).toBe("conflict");
  });

  it.each<[StorageFailure, string, string]>([
    ["rejected", "22P02", "refused"],
    ["unavailable", "53200", "outage"],
  ])("divides rows of which one may be too much: %s (%s)", (reason, sqlState, ofOne) => {
    const rows = [row(), row(), row()];
    expect(judgeFailure(error(reason, sqlState), rows)).toEqual([rows.slice(0, 2), rows.slice(2)]);
    expect(judgeFailure(error(reason, sqlState), rows.slice(0, 1))).toBe(ofOne);
  });

  it("has each tried for itself where a statement took too long", () => {
    expect(judgeFailure(error("timeout", "57014"), [row(), row()])).toBe("each");
    expect(judgeFailure(error("timeout", "57014"), [row()])).toBe("conflict");
  });

  it("divides by months where a right is missing, for it may be that to make a partition", () => {
    const rows = [row(november), row(december), row(november)];
    expect(judgeFailure(error("permission", "42501"), rows)).toEqual([[rows[0], rows[2]], [rows[1]]]);
    expect(judgeFailure(error("permission", "42501"), rows.slice(2))).toBe("refused");
  });

  it.each<StorageFailure>(["authentication", "not-migrated", "newer-schema", "closed", "held"])(
    "refuses all that are under way: %s",
    (reason) => {
      expect(judgeFailure(error(reason), [row(), row(december)])).toBe("refused");
    },
  );

  it("refuses for what is no failure of the storage", () => {
    expect(judgeFailure(new TypeError("a bug"), [row(), row()])).toBe("refused");
  });
});

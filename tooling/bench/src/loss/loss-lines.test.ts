import { describe, expect, it } from "vitest";
import { type LossResult, lossLines } from "./loss-lines.js";

const result: LossResult = {
  title: "in a tight loop",
  library: "steptrace",
  sent: 44_000,
  received: 44_000,
  recovered: 10,
  lost: 0,
  again: 0,
  seconds: 3.21,
  mayLose: 0,
};

function lineOf(changes: Partial<LossResult>): string | undefined {
  return lossLines([{ ...result, ...changes }])[1];
}

describe("lossLines", () => {
  it("says of each result what was lost, and whether the promise was kept", () => {
    expect(lossLines([result])).toEqual([
      "what is lost                sent    received  recovered  lost  lost %  twice  took",
      "in a tight loop  steptrace  44,000  44,000    10         0     0.0 %   0      3.2 s  met",
    ]);
  });

  it("calls a promise missed where more is lost, and where something came twice", () => {
    expect(lineOf({ lost: 1 })).toMatch(/MISSED$/);
    expect(lineOf({ again: 1 })).toMatch(/MISSED$/);
    expect(lineOf({ lost: 1, mayLose: 1 })).toMatch(/met$/);
  });

  it("judges nobody who promised nothing", () => {
    const { mayLose: _, ...unjudged } = result;
    expect(lossLines([{ ...unjudged, lost: 44_000 }])[1]).toMatch(/s$/);
  });
});

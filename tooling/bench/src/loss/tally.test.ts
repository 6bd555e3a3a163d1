import { describe, expect, it } from "vitest";
import { tally } from "./tally.js";

describe("tally", () => {
  it("counts what is lost, and what came more than once", () => {
    expect(tally(4, ["0", "2", "2", "2"])).toEqual({ sent: 4, received: 2, lost: 2, again: 2 });
  });

  it("counts nothing as received where nothing arrived", () => {
    expect(tally(2, [])).toEqual({ sent: 2, received: 0, lost: 2, again: 0 });
  });

  it.each(["2", "-1", "0.5", "other"])("refuses %s, which was not sent", (name) => {
    expect(() => tally(2, [name])).toThrow(`"${name}"`);
  });
});

import { describe, expect, it } from "vitest";
import { formatFailures } from "./format-failures.js";

describe("formatFailures", () => {
  it("says nothing where nothing failed", () => {
    expect(formatFailures([])).toEqual([]);
  });

  it("names the file, the test and the first line of the error", () => {
    const failure = { path: "a/b.test.ts", name: "lists > one", message: "expected 1 to be 2\n\n- 2\n+ 1" };
    expect(formatFailures([failure])).toEqual(["FAILED a/b.test.ts > lists > one: expected 1 to be 2"]);
  });

  it("names a file that could not be run, and an error that belongs to none", () => {
    expect(formatFailures([{ path: "a/b.test.ts", message: "no such file" }, { message: "closed" }])).toEqual(
      ["FAILED a/b.test.ts: no such file", "FAILED outside of any test: closed"],
    );
  });

  it("is one plain line for each, whatever is in a name or a message", () => {
    const failures = [
      { path: "a.test.ts", name: "two\nlines", message: "\n \u001b[31mred\u001b[39m\ttext\r\nmore" },
      { path: "a.test.ts", name: "empty", message: "" },
      { path: "a.test.ts", name: "long", message: "x".repeat(10_000) },
    ];
    const [plain, empty, long] = formatFailures(failures);
    expect(plain).toBe("FAILED a.test.ts > two lines: red text");
    expect(empty).toBe("FAILED a.test.ts > empty: an error without a message");
    expect(long).toMatch(/^FAILED a\.test\.ts > long: x{200,}…$/);
    expect(long).toHaveLength(300);
  });

  it("names twenty, and counts the others", () => {
    const failures = Array.from({ length: 23 }, (_, index) => ({ path: `${index}.test.ts`, message: "no" }));
    const lines = formatFailures(failures);
    expect(lines).toHaveLength(21);
    expect(lines.slice(-2)).toEqual(["FAILED 19.test.ts: no", "FAILED and 3 more, see above"]);
  });
});

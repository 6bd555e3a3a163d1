import { describe, expect, it } from "vitest";
import { hostileValues } from "../../tests/arbitraries.js";
import { entriesOf, read } from "./read-object.js";

describe("entriesOf", () => {
  it("is what Object.entries is, of an object that can be read", () => {
    const record = { b: 1, a: { c: 2 }, 1: "x", [Symbol("hidden")]: 3 };
    expect([...entriesOf(record)]).toEqual(Object.entries(record));
  });

  it("ends without an error, whatever the object does", () => {
    for (const value of hostileValues()) {
      if (typeof value === "object" && value !== null) expect([...entriesOf(value)]).toBeInstanceOf(Array);
    }
  });
});

describe("read", () => {
  it("says what cannot be read", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(read(proxy, "anything")).toBe("[Unreadable]");
  });
});

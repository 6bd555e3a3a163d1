import { once } from "node:events";
import { connect, createServer } from "node:net";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { hostileValues } from "../../tests/arbitraries.js";
import { errorText } from "./error-text.js";

describe("errorText", () => {
  it.each([
    ["an error's message", new Error("no token"), "no token"],
    ["the name before the message, unless it is Error", new TypeError("no token"), "TypeError: no token"],
    ["the name alone where there is no message", new RangeError(), "RangeError"],
    ["the name alone where there is nothing else", new Error(), "Error"],
    ["a code where there is no message", Object.assign(new Error(), { code: "EPIPE" }), "EPIPE"],
    [
      "the causes, joined",
      new Error("cannot start", { cause: new TypeError("no token", { cause: new Error("file is empty") }) }),
      "cannot start: TypeError: no token: file is empty",
    ],
    ["a cause that is no error", new Error("cannot start", { cause: "no token" }), "cannot start: no token"],
    [
      "once what a wrapper repeats of its cause",
      new Error("cannot start: no token", { cause: new Error("no token") }),
      "cannot start: no token",
    ],
    [
      "the errors gathered where there is no message",
      new AggregateError([new Error("one"), new TypeError("two"), "three"]),
      "AggregateError: one; TypeError: two; three",
    ],
    [
      "a message before the errors gathered",
      new AggregateError([new Error("one")], "all"),
      "AggregateError: all",
    ],
    ["a thrown string", "no token", "no token"],
    ["a thrown number", 42, "42"],
    ["a thrown BigInt", 42n, "42"],
    ["a thrown symbol", Symbol("s"), "Symbol(s)"],
    ["a thrown undefined", undefined, "undefined"],
    ["a thrown null", null, "null"],
    ["a thrown object, as JSON", { code: 7 }, '{"code":7}'],
    ["an aborted operation", AbortSignal.abort().reason, "AbortError: This operation was aborted"],
    ["an error of another realm", runInNewContext("new TypeError('elsewhere')"), "TypeError: elsewhere"],
  ])("says %s", (_, thrown, text) => {
    expect(errorText(thrown)).toBe(text);
  });

  it("ends at causes that go in a circle", () => {
    const first = new Error("first");
    first.cause = new Error("second", { cause: first });
    expect(errorText(first)).toBe("first: second");
  });

  it("ends at an error that gathers itself", () => {
    const error = new AggregateError([]);
    error.errors.push(error, new Error("inner"));
    expect(errorText(error)).toBe("AggregateError: inner");
  });

  it("ends at a chain of causes without end", () => {
    class Endless extends Error {
      override get cause(): unknown {
        return new Endless(`${this.message}x`);
      }
    }
    expect(errorText(new Endless("x")).split(": ").length).toBeLessThanOrEqual(16);
  });

  it("never throws, whatever was thrown", () => {
    const throwing = new Error("x");
    for (const key of ["message", "name", "cause", "code"]) {
      const error = Object.defineProperty(new Error("x"), key, {
        get() {
          throw throwing;
        },
      });
      expect(typeof errorText(error)).toBe("string");
    }
    for (const value of hostileValues()) expect(typeof errorText(value)).toBe("string");
  });

  it("says why a connection to localhost was refused, address by address", async () => {
    const server = createServer().listen(0);
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    server.close();
    await once(server, "close");
    const [error] = await once(
      connect({ host: "localhost", port }).on("connect", () => {}),
      "error",
    ).catch((refused: unknown) => [refused]);
    expect(errorText(error)).toMatch(new RegExp(`^(AggregateError: )?connect ECONNREFUSED \\S+:${port}`));
  });
});

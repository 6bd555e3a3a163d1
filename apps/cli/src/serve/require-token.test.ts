import { expect, it } from "vitest";
import { UsageError } from "../faults/usage-error.js";
import { requireToken } from "./require-token.js";

const TOKEN = "0123456789abcdef";

it.each(["127.0.0.1", "localhost", "::1"])("asks for no token at %s", (host) => {
  expect(requireToken({ host })).toBeUndefined();
  expect(requireToken({ host, token: TOKEN })).toBe(TOKEN);
});

it.each(["0.0.0.0", "::", "10.1.2.3", "traces.example"])(
  "asks for a token at %s, and says how to give it",
  (host) => {
    expect(() => requireToken({ host })).toThrow(UsageError);
    expect(() => requireToken({ host })).toThrow(/STEPTRACE_TOKEN/);
    expect(requireToken({ host, token: TOKEN })).toBe(TOKEN);
  },
);

it.each(["secret", "with spaces between its words", "of-umläuts-and-more"])(
  "takes none that can be guessed, or that no header carries, and does not repeat it: %s",
  (token) => {
    const read = () => requireToken({ host: "localhost", token });
    expect(read).toThrow(`received ${token.length} characters`);
    expect(read).not.toThrow(token);
  },
);

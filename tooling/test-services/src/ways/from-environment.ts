import { addressOf } from "../address-of.js";
import { messageOf } from "../message-of.js";
import { UnreachableServiceError } from "../unreachable-service-error.js";
import type { Way } from "./way.js";
import { WayClosedError } from "./way-closed-error.js";

/**
 * The server that the environment names. One that is named and does not answer is an error of its own: tests that
 * quietly ran on another server than the one asked for would prove nothing.
 */
export const fromEnvironment: Way = {
  name: "environment",
  advice: (kind) => `set ${kind.variable} to the URL of a running server`,
  async open(kind) {
    const url = process.env[kind.variable];
    if (!url) throw new WayClosedError(`${kind.variable} is not set`);
    try {
      await kind.ping(url);
    } catch (error) {
      throw new UnreachableServiceError(
        `${kind.variable} names a server at ${addressOf(url)}, and it does not answer: ${messageOf(error)}. ` +
          `Expected a running ${kind.name}. Start it, or unset ${kind.variable} to let the tests find one.`,
        { cause: error },
      );
    }
    return { url, origin: `${kind.variable}, ${addressOf(url)}`, stop: async () => {} };
  },
};

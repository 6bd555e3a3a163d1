import { addressOf } from "../address-of.js";
import { messageOf } from "../message-of.js";
import type { Way } from "./way.js";
import { WayClosedError } from "./way-closed-error.js";

/** A server that already listens on the usual port of this machine, and answers. */
export const fromListeningServer: Way = {
  name: "listening",
  advice: (kind) => `start ${kind.name} on ${addressOf(kind.listeningUrl)}`,
  async open(kind) {
    const url = kind.listeningUrl;
    try {
      await kind.ping(url);
    } catch (error) {
      throw new WayClosedError(`${addressOf(url)} does not answer: ${messageOf(error)}`, { cause: error });
    }
    return { url, origin: `already listening on ${addressOf(url)}`, stop: async () => {} };
  },
};

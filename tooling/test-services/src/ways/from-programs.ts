import { addressOf } from "../address-of.js";
import type { Way } from "./way.js";
import { WayClosedError } from "./way-closed-error.js";

/** A server of our own, started from the programs that are installed. */
export const fromPrograms: Way = {
  name: "programs",
  advice: (kind) => `install ${kind.name} so that \`${kind.program}\` is on PATH`,
  async open(kind) {
    const directory = await kind.findPrograms();
    if (directory === undefined) throw new WayClosedError(`there is no \`${kind.program}\` on PATH`);
    const server = await kind.launch(directory);
    return {
      url: server.url,
      origin: `started on ${addressOf(server.url)} from ${directory}`,
      stop: () => server.stop(),
    };
  },
};

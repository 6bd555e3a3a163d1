import type { Random } from "../random.js";
import type { ChaosServers } from "../servers/chaos-servers.js";

/** Harm that is done for a while, and made good. */
export interface Fault {
  readonly name: string;
  /** Resolves when all is well again; how long that takes, and what else is left open, is by chance. */
  run(servers: ChaosServers, random: Random): Promise<void>;
}

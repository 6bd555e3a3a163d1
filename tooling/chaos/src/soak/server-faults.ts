import { setTimeout as sleep } from "node:timers/promises";
import type { PrivateServer, TcpProxy } from "@steptrace/test-services";
import type { Random } from "../random.js";
import type { ChaosServers } from "../servers/chaos-servers.js";
import type { Fault } from "./fault.js";

const MOST_BYTES = 50_000;
const LONGEST_OUTAGE_MS = 6000;
const LONGEST_PAUSE_MS = 5000;
const LONGEST_CUTS_MS = 2000;

type ServerName = "postgres" | "redis";

/** What may happen to a server, and to the network that leads to it. */
export function serverFaults(name: ServerName): readonly Fault[] {
  const fault = (
    what: string,
    run: (server: PrivateServer, proxy: TcpProxy, random: Random) => Promise<void>,
  ): Fault => ({
    name: `${name} ${what}`,
    run: (servers, random) => run(servers[name], proxyOf(servers, name), random),
  });
  return [
    fault("killed", async (server, _, random) => {
      await server.crash();
      await sleep(random.integer(0, LONGEST_OUTAGE_MS));
      await server.restart();
    }),
    fault("shut down in order", async (server, _, random) => {
      await server.shutdown();
      await sleep(random.integer(0, LONGEST_OUTAGE_MS));
      await server.restart();
    }),
    fault("paused", async (server, _, random) => {
      await server.pause();
      await sleep(random.integer(0, LONGEST_PAUSE_MS));
      await server.resume();
    }),
    fault("connections cut", async (_, proxy, random) => {
      proxy.cut(random.pick(["reset", "end"]));
    }),
    fault("connections cut in the middle", async (_, proxy, random) => {
      proxy.cutAfter(random.integer(1, MOST_BYTES), {
        direction: random.pick(["toServer", "toClient"]),
        ending: random.pick(["reset", "end"]),
      });
      await sleep(random.integer(0, LONGEST_CUTS_MS));
      await proxy.heal();
    }),
    fault("slow and in pieces", async (_, proxy, random) => {
      proxy.split(random.integer(1, 1000));
      proxy.delay(random.integer(0, 50));
      await sleep(random.integer(0, LONGEST_PAUSE_MS));
      await proxy.heal();
    }),
    fault("swallowed", async (_, proxy, random) => {
      proxy.swallow(random.pick([{}, { direction: "toServer" }, { direction: "toClient" }]));
      await sleep(random.integer(0, LONGEST_PAUSE_MS));
      await proxy.heal();
    }),
    fault("out of reach", async (_, proxy, random) => {
      proxy.refuse();
      proxy.cut();
      await sleep(random.integer(0, LONGEST_OUTAGE_MS));
      await proxy.heal();
    }),
  ];
}

function proxyOf({ postgresProxy, redisProxy }: ChaosServers, name: ServerName): TcpProxy {
  return name === "postgres" ? postgresProxy : redisProxy;
}

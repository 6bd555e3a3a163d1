import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that systems give to outgoing connections: one of these could take the port before the server does. */
const LOWEST = 10_240;
const HIGHEST = 22_000;
/** A node of a Redis Cluster also listens on its port and so many more. */
const CLUSTER_BUS = 10_000;

/** A TCP port of 127.0.0.1 on which nobody listens now, and neither where a Redis Cluster would listen with it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if ((await isFree(port)) && (await isFree(port + CLUSTER_BUS))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}

import { once } from "node:events";
import { createServer } from "node:net";

// A node of a Redis Cluster also listens on its port + 10000.
const highest = 65_535 - 10_000;

/** A TCP port of 127.0.0.1 on which nobody listens now, low enough for a Redis Cluster. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await unusedPort();
    if (port <= highest) return port;
  }
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string")
    throw new Error(`expected a port, received ${address}`);
  return address.port;
}

import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { selfSignedCertificate } from "@steptrace/test-utils";
import { onTestFinished } from "vitest";

/** A server of TLS with a certificate that nobody trusts, in front of a Redis of this machine, until the test is finished. */
export async function tlsServer(redisPort: number): Promise<{ readonly port: number }> {
  const clients = new Set<TLSSocket>();
  const server = createServer(selfSignedCertificate, (client) => {
    clients.add(client);
    const redis = connect(redisPort, "127.0.0.1");
    for (const socket of [client, redis]) socket.on("error", () => {});
    client.pipe(redis).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const client of clients) client.destroy();
    server.close();
    await once(server, "close");
  });
  return { port: (server.address() as AddressInfo).port };
}

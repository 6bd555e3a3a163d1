import { once } from "node:events";
import { type AddressInfo, createServer, connect as openSocket, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A name that stands for a server: the network between it and a client, where networks fail. */
export interface TcpProxy {
  readonly url: string;
  /** Sends the connections that come from now on to another port. */
  redirect(port: number): void;
  /** Loses what goes over the connections there are, without closing them. */
  silence(): void;
}

/** Forwards to a port of this machine until the test is finished. */
export async function tcpProxy(port: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let target = port;
  const server = createServer((inner) => {
    const outer = openSocket(target, "127.0.0.1");
    pairs.add([inner, outer]);
    inner.pipe(outer).pipe(inner);
    for (const socket of [inner, outer]) socket.on("error", () => {});
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of [...pairs].flat()) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    redirect(other) {
      target = other;
    },
    silence() {
      for (const [inner, outer] of pairs) {
        inner.unpipe(outer).resume();
        outer.unpipe(inner).resume();
      }
    },
  };
}

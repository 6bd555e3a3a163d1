import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { selfSignedCertificate } from "@steptrace/test-utils";

/** What stands between a client and a server. */
export interface Proxy {
  readonly port: number;
  /** All that the clients have sent, as text. */
  sent(): string;
  close(): Promise<void>;
}

const SSL_REQUEST_BYTES = 8;

/** Passes on what comes and goes, and keeps what the clients say. */
export function startProxy(server: URL): Promise<Proxy> {
  return listen((client, keep) => {
    client.on("data", keep);
    join(client, server);
  });
}

/** A server of TLS with a certificate that nobody trusts, in front of one that has none. */
export function startTlsProxy(server: URL): Promise<Proxy> {
  return listen((client) => {
    client.once("readable", () => {
      client.read(SSL_REQUEST_BYTES);
      client.write("S");
      join(new TLSSocket(client, { isServer: true, ...selfSignedCertificate }), server);
    });
  });
}

async function listen(serve: (client: Socket, keep: (data: Buffer) => void) => void): Promise<Proxy> {
  const data: Buffer[] = [];
  const clients = new Set<Socket>();
  const listener = createServer((client) => {
    clients.add(client);
    client.on("error", () => {});
    serve(client, (chunk) => data.push(chunk));
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    sent: () => Buffer.concat(data).toString("latin1"),
    async close() {
      for (const client of clients) client.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
}

function join(client: Socket, server: URL): void {
  const backend = connect(Number(server.port || 5432), server.hostname);
  for (const socket of [client, backend]) socket.on("error", () => {});
  client.pipe(backend).pipe(client);
  client.on("close", () => backend.destroy());
  backend.on("close", () => client.destroy());
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TraceServer } from "./create-server.js";
import { requestListener } from "./request-listener.js";

export interface ListenOptions {
  /** @default 7430; 0 for any that is free */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
}

/** A server that is bound to a port. */
export interface Listening {
  /** As in `http://127.0.0.1:7430/`. */
  readonly url: string;
  /** Ends all answers, and frees the port. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 7430;

/** Serves on a port. Rejects with the system's error where it is taken, or the address is none of this machine. */
export function listen(server: TraceServer, options: ListenOptions = {}): Promise<Listening> {
  const { port = DEFAULT_PORT, host = "127.0.0.1" } = options;
  const answer = requestListener(server);
  const bound = createServer((request, response) => void answer(request, response));
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close();
      bound.close(() => closed());
      bound.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    bound.once("error", reject);
    bound.listen(port, host, () => {
      const { address, family, port: found } = bound.address() as AddressInfo;
      const name = family === "IPv6" ? `[${address}]` : address;
      resolve({ url: `http://${name}:${found}/`, close });
    });
  });
}

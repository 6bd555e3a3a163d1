import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An HTTP server on this machine. */
export interface Service {
  /** As in `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Also breaks off what it has not answered. */
  close(): Promise<void>;
}

/** Starts a service that gives the content of files at `/configs`, and nothing, for ever, at `/silence`. */
export async function startService(files: readonly string[]): Promise<Service> {
  const server = createServer((request, response) => void answer(files, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(
  files: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url === "/silence") return;
  const contents = await Promise.all(files.map((file) => readFile(file, "utf8")));
  response.setHeader("content-type", "application/json").end(JSON.stringify(contents));
}

import { once } from "node:events";
import { chmod, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { deserialize, serialize } from "node:v8";
import { factsOf } from "./remote-error.js";

const OWNER_ONLY = 0o600;

/** A statement as it comes from another process. */
export interface RemoteStatement {
  /** Which of the ways of a driver it took: its answers differ in what they make of times. */
  readonly way: "execute" | "session";
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Runs a statement. */
export type RunRemote = (statement: RemoteStatement) => Promise<readonly unknown[]>;

/**
 * Has other processes of the same user run statements here, one request each, through a socket. It keeps no process alive.
 *
 * @param path of a directory that this process has for itself; what is left there of an earlier process is removed
 * @returns the function that ends it: statements under way are answered first
 */
export async function shareStore(path: string, run: RunRemote): Promise<() => Promise<void>> {
  await rm(path, { force: true });
  const server = createServer((request, response) => void answer(request, response, run));
  server.listen(path);
  await once(server, "listening");
  await chmod(path, OWNER_ONLY);
  server.unref();
  return async () => {
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    await closed;
  };
}

/** What is sent is not JSON: rows hold whole numbers of 64 bits, and bytes. */
async function answer(request: IncomingMessage, response: ServerResponse, run: RunRemote): Promise<void> {
  try {
    const statement = deserialize(await buffer(request)) as RemoteStatement;
    const outcome = await run(statement).then(
      (rows) => ({ rows }),
      (error: unknown) => ({ error: factsOf(error) }),
    );
    response.end(serialize(outcome));
  } catch {
    // Whoever asked has gone, or it was none of ours.
    response.destroy();
  }
}

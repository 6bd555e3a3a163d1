import { Agent, type RequestOptions, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { deserialize, serialize } from "node:v8";
import { type ErrorFacts, errorOf } from "./remote-error.js";
import type { RemoteStatement } from "./share-store.js";

/** What the system says where nobody listens at the socket, or nobody does any more. */
const NOBODY: ReadonlySet<string> = new Set(["ENOENT", "ECONNREFUSED"]);

const PROBE: RemoteStatement = { way: "execute", sql: "SELECT 1", params: [] };
/** Also where nobody wants to wait for the directory: there is one to ask. */
const LEAST_WAIT_MS = 1000;

type Outcome = { readonly rows: readonly unknown[] } | { readonly error: ErrorFacts };

/** An embedded store that another process has open. */
export interface JoinedStore {
  query(statement: RemoteStatement): Promise<readonly unknown[]>;
  close(): void;
}

/**
 * Uses the store of the process that listens at a socket; `undefined` where there is none.
 *
 * @param waitMs milliseconds to wait for its first answer at most
 */
export async function joinStore(path: string, waitMs: number): Promise<JoinedStore | undefined> {
  const agent = new Agent({ keepAlive: true });
  const query = async (statement: RemoteStatement, signal?: AbortSignal): Promise<readonly unknown[]> => {
    const outcome = await ask({ agent, socketPath: path, ...(signal && { signal }) }, statement);
    if ("error" in outcome) throw errorOf(outcome.error);
    return outcome.rows;
  };
  const patience = AbortSignal.timeout(Math.max(waitMs, LEAST_WAIT_MS));
  try {
    await query(PROBE, patience);
  } catch (error) {
    agent.destroy();
    if (isNobody(error) || patience.aborted) return undefined;
    throw error;
  }
  return { query, close: () => agent.destroy() };
}

/** Whether nobody was there to hear of the statement; it was not run then. */
export function isNobody(error: unknown): boolean {
  return (
    error instanceof Error && "syscall" in error && NOBODY.has((error as NodeJS.ErrnoException).code ?? "")
  );
}

function ask(to: RequestOptions, statement: RemoteStatement): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...to, method: "POST", path: "/" }, (response) => {
      buffer(response).then((bytes) => resolve(deserialize(bytes) as Outcome), reject);
    });
    asked.on("error", reject);
    asked.end(serialize(statement));
  });
}

import type { Trace } from "@steptrace/core";
import type { TraceSummary } from "@steptrace/query";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import { UsageError } from "../faults/usage-error.js";
import type { Store } from "../store/with-store.js";
import { NOTHING_STORED } from "./nothing-stored.js";

/** Fewer characters would say little more than the decade. */
const SHORTEST_PREFIX = 4;
const MOST_NAMED = 5;

/**
 * The trace that is meant by an id: that of the trace, that of its execution (the newest one), or the beginning of a
 * trace's; without an id, the newest trace.
 *
 * @throws {NothingFoundError} where there is none
 * @throws {UsageError} where several ids begin so
 */
export async function findTrace(store: Store, id: string | undefined): Promise<Trace> {
  const { storage } = store;
  const trace = id === undefined ? undefined : await storage.getTrace(id);
  if (trace !== undefined) return trace;
  const traceId = id === undefined ? await newest(store) : await lookUp(store, id);
  const found = traceId === undefined ? undefined : await storage.getTrace(traceId);
  if (found !== undefined) return found;
  throw new NothingFoundError(
    id === undefined
      ? NOTHING_STORED
      : `'${id}' is no trace's id or the beginning of one (four characters or more), and no execution's. ` +
          "Run steptrace list to see the traces that are stored; running ones are not yet.",
  );
}

async function newest({ query }: Store): Promise<string | undefined> {
  const [trace] = await query.listTraces({ limit: 1 });
  return trace?.traceId;
}

async function lookUp({ storage, query }: Store, id: string): Promise<string | undefined> {
  const ofExecution = await storage.findTraceId(id);
  if (ofExecution !== undefined || id.length < SHORTEST_PREFIX) return ofExecution;
  const candidates = await query.listTraces({ traceIdPrefix: id, limit: MOST_NAMED + 1 });
  if (candidates.length > 1) throw ambiguous(id, candidates);
  return candidates[0]?.traceId;
}

function ambiguous(id: string, candidates: readonly TraceSummary[]): UsageError {
  const lines = candidates
    .slice(0, MOST_NAMED)
    .map(({ traceId, skillName, status }) => `\n  ${traceId}  ${skillName}, ${status}`);
  const others = candidates.length > MOST_NAMED ? ", the newest of them" : "";
  return new UsageError(
    `Expected the id of one trace; '${id}' begins those of several${others}:${lines.join("")}\nGive more characters.`,
  );
}

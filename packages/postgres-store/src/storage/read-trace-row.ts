import { formatTimestamp, requireId, type TraceRow, uuidV7Time } from "@steptrace/core";
import type { Database } from "../database/database.js";
import { selectTrace } from "./select-trace.js";

const MICROS_PER_MS = 1000;
/** The last time that is written with a year of four digits; ids of other systems may look like later ones. */
const MAX_TIME_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The newest row of a trace id; `undefined` where there is none. A UUIDv7 says when its trace started, and so in which
 * partition it is; what is not there, all are asked for.
 *
 * @throws {InvalidArgumentError} for an id that is empty, over 255 characters, or holds NUL
 * @throws {StorageError}
 */
export async function readTraceRow(database: Database, traceId: string): Promise<TraceRow | undefined> {
  requireId("traceId", traceId);
  const time = uuidV7Time(traceId);
  const atOwnTime =
    time === undefined || time > MAX_TIME_MS
      ? undefined
      : await selectRow(database, traceId, formatTimestamp(time * MICROS_PER_MS));
  return atOwnTime ?? selectRow(database, traceId, undefined);
}

async function selectRow(
  database: Database,
  traceId: string,
  startedAt: string | undefined,
): Promise<TraceRow | undefined> {
  const statement = selectTrace(database.table, traceId, startedAt);
  const [row] = await database.rows<TraceRow>("Reading a trace", statement);
  return row;
}

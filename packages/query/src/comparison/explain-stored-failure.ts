import { decodeTrace, explainFailure, type FailureExplanation } from "@steptrace/core";
import { type Database, readTraceRow } from "@steptrace/postgres-store";
import { readNormal } from "./read-normal.js";

/** A stored failure beside the last success of its skill before it, and its normal before it; `undefined` where it is not stored. */
export async function explainStoredFailure(
  database: Database,
  traceId: string,
): Promise<FailureExplanation | undefined> {
  const row = await readTraceRow(database, traceId);
  if (row === undefined) return undefined;
  const filter = { skillName: row.skill_name, bounds: {}, after: row };
  const { normal, lastSuccess } = await readNormal(database, filter);
  return explainFailure(decodeTrace(row), lastSuccess, normal);
}

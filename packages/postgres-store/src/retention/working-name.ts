import { quoteIdentifier } from "../partitions/identifier.js";
import { TRACES_TABLE } from "../schema/execution-traces.js";

/** Being dropped; holding the failures of a month that go on; holding the keys of rows that changed meanwhile. */
export type Purpose = "dropping" | "keeping" | "late";

/**
 * The name that a table has while maintenance works on it, by the oid of the partition that it is about: a run that
 * finds one knows what another run, which died, was doing.
 */
export function workingName(purpose: Purpose, oid: string): string {
  return `${TRACES_TABLE}_${purpose}_${oid}`;
}

/** The same in SQL text, whatever the search path. */
export function workingTable(space: string, purpose: Purpose, oid: string): string {
  return `${quoteIdentifier(space)}.${quoteIdentifier(workingName(purpose, oid))}`;
}

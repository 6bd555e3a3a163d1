import { type Month, monthRange, partitionName } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { TRACES_TABLE } from "../schema/execution-traces.js";

/**
 * Longer than an attach takes, and short beside what an insert may wait: behind a transaction that has the table
 * locked, inserts would queue up after us.
 */
const LOCK_TIMEOUT = "100ms";

/**
 * Makes the partition of a month, in one statement: a table like its parent, then attached. Unlike CREATE TABLE …
 * PARTITION OF, attaching takes no lock that inserts wait for.
 */
export function attachPartition(schema: string | undefined, month: Month): SQL {
  const { from, to } = monthRange(month);
  const qualifier = schema === undefined ? "" : `${quoteIdentifier(schema)}.`;
  const parent = `${qualifier}${TRACES_TABLE}`;
  const partition = `${qualifier}${partitionName(TRACES_TABLE, month)}`;
  // A DO block takes no parameters; what is written into it is made here, of digits and a quoted schema.
  return sql.raw(`DO $steptrace$
    BEGIN
      PERFORM set_config('lock_timeout', '${LOCK_TIMEOUT}', true);
      CREATE TABLE ${partition} (LIKE ${parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
      ALTER TABLE ${parent} ATTACH PARTITION ${partition} FOR VALUES FROM ('${from}') TO ('${to}');
    END
  $steptrace$`);
}

/** An identifier in SQL text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

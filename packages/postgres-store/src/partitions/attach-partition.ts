import { type Month, monthRange, partitionName } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { TRACES_TABLE } from "../schema/execution-traces.js";
import { quoteLiteral, tracesName } from "./identifier.js";
import { oneStatement } from "./one-statement.js";

/** Makes the partition of a month, in one statement. */
export function attachPartition(schema: string | undefined, month: Month): SQL {
  return withParent(schema, attachCommands(month));
}

/**
 * Commands on the traces table as one statement. They know the table as `parent` and its schema as `space`, for a
 * search path may find it elsewhere than where it makes new tables; `moved` is a number for them to use.
 */
export function withParent(schema: string | undefined, commands: readonly string[]): SQL {
  return oneStatement(commands, [
    `parent CONSTANT regclass := ${quoteLiteral(tracesName(schema))}`,
    `space CONSTANT name := (SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                              WHERE c.oid = parent)`,
    "moved bigint",
  ]);
}

/**
 * A table like its parent, then attached: unlike CREATE TABLE … PARTITION OF, attaching takes no lock that inserts
 * wait for.
 */
export function attachCommands(month: Month): readonly string[] {
  const name = quoteLiteral(partitionName(TRACES_TABLE, month));
  const { from, to } = monthRange(month);
  return [
    `EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY EXCLUDING STATISTICS)',
                    space, ${name}, parent)`,
    `EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
                    parent, space, ${name}, ${quoteLiteral(from)}, ${quoteLiteral(to)})`,
  ];
}

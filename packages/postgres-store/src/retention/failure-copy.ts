import type { TimeRange } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { partitionTable } from "../partitions/finish-detach.js";
import { qualifiedName, quoteIdentifier, quoteLiteral } from "../partitions/identifier.js";
import { oneStatement } from "../partitions/one-statement.js";
import { FAILURES_ONLY_INDEX, type PartitionRow } from "../partitions/partition-catalog.js";
import type { Maintenance } from "./maintenance.js";
import { workingName, workingTable } from "./working-name.js";

const IS_FAILURE = "status IN ('failed', 'timeout')";
const IS_NO_FAILURE = "status IS NULL OR status NOT IN ('failed', 'timeout')";
const BOUNDS = "steptrace_bounds";
const TRIGGER = "steptrace_late";
/** While it has the table, nobody else gets to it: it waits for what is in the partition for less than for the table. */
const INNER_LOCK_TIMEOUT = "50ms";

/**
 * Makes the table that failures are copied to, with indexes like its parent's; and from now on keeps the keys of rows
 * that change in the partition, so that the copy can be made good.
 */
export function beginCopy({ space, table }: Maintenance, partition: PartitionRow, range: TimeRange): SQL {
  const { oid } = partition;
  const [copy, late] = [workingTable(space, "keeping", oid), workingTable(space, "late", oid)];
  const index = quoteIdentifier(`${workingName("keeping", oid)}${FAILURES_ONLY_INDEX}`);
  return oneStatement([
    `CREATE TABLE ${copy} (LIKE ${table} INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS)`,
    // With it, attaching need not look at the rows.
    `ALTER TABLE ${copy} ADD CONSTRAINT ${BOUNDS}
       CHECK (started_at >= ${quoteLiteral(range.from)} AND started_at < ${quoteLiteral(range.to)})`,
    `CREATE INDEX ${index} ON ${copy} (started_at) WHERE ${IS_NO_FAILURE}`,
    `CREATE TABLE ${late} (trace_id text, started_at timestamp, PRIMARY KEY (trace_id, started_at))`,
    // By right of its owner: who may write to the partition need not be allowed to write here.
    `CREATE FUNCTION ${late}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
       AS ${quoteLiteral(noteKeys(late))}`,
    `CREATE TRIGGER ${TRIGGER} AFTER INSERT OR UPDATE OR DELETE ON ${partitionTable(partition)}
       FOR EACH ROW EXECUTE FUNCTION ${late}()`,
  ]);
}

function noteKeys(late: string): string {
  const note = (row: string): string =>
    `INSERT INTO ${late} VALUES (${row}.trace_id, ${row}.started_at) ON CONFLICT DO NOTHING;`;
  return `BEGIN
    IF TG_OP <> 'INSERT' THEN ${note("OLD")} END IF;
    IF TG_OP <> 'DELETE' THEN ${note("NEW")} END IF;
    RETURN NULL;
  END`;
}

/** @param columns of the table, in SQL text: a partition that was attached may have them in another order */
export function copyFailures({ space }: Maintenance, partition: PartitionRow, columns: string): SQL {
  const copy = workingTable(space, "keeping", partition.oid);
  return sql.raw(
    `INSERT INTO ${copy} (${columns}) SELECT ${columns} FROM ${partitionTable(partition)} WHERE ${IS_FAILURE}`,
  );
}

/** The copy takes the place of the partition, what changed meanwhile included: all at once, and nobody sees a moment between. */
export function swapCopy(
  { space, table }: Maintenance,
  partition: PartitionRow,
  range: TimeRange,
  columns: string,
): SQL {
  const { oid, name } = partition;
  const [copy, late] = [workingTable(space, "keeping", oid), workingTable(space, "late", oid)];
  const whole = partitionTable(partition);
  const isChanged = "trace_id = changed.trace_id AND started_at = changed.started_at";
  return oneStatement([
    `LOCK TABLE ONLY ${table} IN ACCESS EXCLUSIVE MODE`,
    `PERFORM set_config('lock_timeout', '${INNER_LOCK_TIMEOUT}', true)`,
    `LOCK TABLE ${whole} IN ACCESS EXCLUSIVE MODE`,
    // One by one: each is found by its key, whatever the planner thinks of a table that was just made.
    `DECLARE changed record;
     BEGIN
       FOR changed IN SELECT trace_id, started_at FROM ${late} LOOP
         DELETE FROM ${copy} WHERE ${isChanged};
         INSERT INTO ${copy} (${columns}) SELECT ${columns} FROM ${whole} WHERE ${isChanged} AND ${IS_FAILURE};
       END LOOP;
     END`,
    `DROP TABLE ${whole}`,
    `DROP TABLE ${late}`,
    `DROP FUNCTION ${late}()`,
    `ALTER TABLE ${table} ATTACH PARTITION ${copy}
       FOR VALUES FROM (${quoteLiteral(range.from)}) TO (${quoteLiteral(range.to)})`,
    `ALTER TABLE ${copy} DROP CONSTRAINT ${BOUNDS}`,
    `ALTER TABLE ${copy} RENAME TO ${quoteIdentifier(name)}`,
    renameIndexes(space, name),
  ]);
}

/** PostgreSQL has cut the number in longer names. What it would cut, and what has its name already, stays as it is. */
function renameIndexes(space: string, name: string): string {
  const pattern = `^${workingName("keeping", "[0-9]*")}(.*)$`;
  return `
    DECLARE own record;
    BEGIN
      FOR own IN SELECT c.relname AS name, ${quoteLiteral(name)} || part[1] AS wanted
                   FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                  CROSS JOIN LATERAL regexp_match(c.relname, ${quoteLiteral(pattern)}) AS part
                  WHERE i.indrelid = ${quoteLiteral(qualifiedName(space, name))}::regclass LOOP
        IF octet_length(own.wanted) < 64
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_class
                            WHERE relname = own.wanted AND relnamespace = ${quoteLiteral(quoteIdentifier(space))}::regnamespace) THEN
          EXECUTE format('ALTER INDEX %I.%I RENAME TO %I', ${quoteLiteral(space)}, own.name, own.wanted);
        END IF;
      END LOOP;
    END`;
}

/** Undoes what a copy left that was not finished: the partition is as it was. */
export function dropCopy({ space }: Maintenance, oid: string): SQL {
  const [copy, late] = [workingTable(space, "keeping", oid), workingTable(space, "late", oid)];
  return oneStatement([
    `DROP FUNCTION IF EXISTS ${late}() CASCADE`,
    `DROP TABLE IF EXISTS ${late}`,
    `DROP TABLE IF EXISTS ${copy}`,
  ]);
}

/** What came to a month of which failures alone are kept; gives as many rows as it removes. */
export function deleteSuccesses(partition: PartitionRow): SQL {
  return sql.raw(
    `WITH gone AS (DELETE FROM ${partitionTable(partition)} WHERE ${IS_NO_FAILURE} RETURNING 1)
     SELECT count(*)::float8 AS rows FROM gone`,
  );
}

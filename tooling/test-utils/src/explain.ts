import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { TestDatabase } from "./create-test-database.js";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  /** Of a statement that was run. */
  readonly "Actual Loops"?: number;
  readonly Plans?: readonly PlanNode[];
}

interface Explained {
  readonly "QUERY PLAN": readonly [{ readonly Plan: PlanNode }];
}

/** What a statement reads, by the planner's word; the indexes as the table declares them. */
export interface Plan {
  readonly nodes: readonly string[];
  readonly relations: readonly string[];
  readonly indexes: readonly string[];
  /** The relations that are read whole. */
  readonly sequential: readonly string[];
}

/** How the server makes a plan for a prepared statement: anew for its values, or once for all. */
export const PLAN_MODES: readonly ["force_custom_plan", "force_generic_plan"] = [
  "force_custom_plan",
  "force_generic_plan",
];

const dialect = new PgDialect();

/** The plan of a statement, prepared as the driver prepares it. */
export function explain(db: TestDatabase, mode: (typeof PLAN_MODES)[number], statement: SQL): Promise<Plan> {
  return readPlan(db, mode, statement, "FORMAT JSON");
}

/** The part of a plan that was needed: which partitions are read may be known only while the statement runs. */
export function explainRun(
  db: TestDatabase,
  mode: (typeof PLAN_MODES)[number],
  statement: SQL,
): Promise<Plan> {
  return readPlan(db, mode, statement, "ANALYZE, FORMAT JSON");
}

async function readPlan(
  { sql }: TestDatabase,
  mode: (typeof PLAN_MODES)[number],
  statement: SQL,
  options: string,
): Promise<Plan> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const values = params.map((param) => `'${String(param).replaceAll("'", "''")}'`).join(", ");
  const [row] = await sql.begin(async (tx) => {
    await tx.unsafe(`SET LOCAL plan_cache_mode = ${mode}`);
    await tx.unsafe(`PREPARE statement AS ${text}`);
    const rows = await tx.unsafe<Explained[]>(
      `EXPLAIN (${options}) EXECUTE statement${values && `(${values})`}`,
    );
    await tx.unsafe("DEALLOCATE statement");
    return rows;
  });
  const nodes = row === undefined ? [] : flatten(row["QUERY PLAN"][0].Plan);
  const declared = await sql<{ name: string }[]>`
    SELECT DISTINCT i.inhparent::regclass::text AS name FROM pg_inherits i
     WHERE i.inhrelid::regclass::text = ANY(${nodes.flatMap((node) => node["Index Name"] ?? [])}) ORDER BY name`;
  return {
    nodes: nodes.map((node) => node["Node Type"]),
    relations: [...new Set(nodes.flatMap((node) => node["Relation Name"] ?? []))].toSorted(),
    indexes: declared.map(({ name }) => name),
    sequential: nodes.flatMap((node) =>
      node["Node Type"] === "Seq Scan" ? (node["Relation Name"] ?? []) : [],
    ),
  };
}

function flatten(node: PlanNode): readonly PlanNode[] {
  if (node["Actual Loops"] === 0) return [];
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

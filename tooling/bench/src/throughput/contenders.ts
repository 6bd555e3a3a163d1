import { once } from "node:events";
import type { Trace } from "@steptrace/core";
import type { Database, TraceStorage } from "@steptrace/postgres-store";
import { type Query, SQL } from "drizzle-orm";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Sql } from "postgres";
import { COLUMNS, type PlainRow, textOf } from "./plain-row.js";

/** Our own: so many callers, each of which stores one trace after the other. */
export async function finalizeAll(storage: TraceStorage, traces: Trace[], callers: number): Promise<void> {
  await eachBy(callers, traces, (trace) => storage.finalizeTrace(trace, "success"));
}

/** Runs a statement with its values. */
export type Execute = (statement: string, values: readonly (string | null)[]) => PromiseLike<unknown>;

/** As many callers, and an INSERT for each trace. */
export async function insertAll(execute: Execute, rows: PlainRow[], callers: number): Promise<void> {
  const statement = `
    INSERT INTO execution_traces (${COLUMNS})
    VALUES ($1, $2::text::timestamp, $3, $4::text::timestamp, $5::text::integer, $6, $7::text::jsonb, $8, $9::text::jsonb, $10)`;
  await eachBy(callers, rows, (row) => execute(statement, row.map(textOf)));
}

/** Over the pool that finalizeTrace uses: on each connection one statement at a time. */
export function overPool(database: Database): Execute {
  return (statement, values) => database.rows("Storing a row", new ReadyStatement(statement, values));
}

/** Over the driver's own pool of as many connections, which sends a statement after others that are not answered yet. */
export function pipelined(sql: Sql): Execute {
  return (statement, values) => sql.unsafe(statement, [...values], { prepare: true });
}

/** A statement whose text is there, so that nobody makes it anew for each row. */
class ReadyStatement extends SQL {
  readonly #query: Query;

  constructor(statement: string, values: readonly (string | null)[]) {
    super([]);
    this.#query = { sql: statement, params: [...values] };
  }

  override toQuery(): Query {
    return this.#query;
  }
}

/** Rows that are written to the stream together. */
const COPIED_TOGETHER = 512;
const SPECIAL = /[\\\t\n\r]/g;
const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** All rows by one COPY. */
export async function copyAll(client: Client, rows: PlainRow[]): Promise<void> {
  const stream = client.query(copyFrom(`COPY execution_traces (${COLUMNS}) FROM STDIN`));
  const finished = once(stream, "finish");
  while (rows.length > 0) {
    const lines = rows.splice(-COPIED_TOGETHER).map(copyLine);
    if (!stream.write(lines.join(""))) await once(stream, "drain");
  }
  stream.end();
  await finished;
}

function copyLine(row: PlainRow): string {
  const cells = row.map(
    (value) => textOf(value)?.replace(SPECIAL, (character) => ESCAPED[character] ?? character) ?? "\\N",
  );
  return `${cells.join("\t")}\n`;
}

/** Each item is let go of when it is done, as a program would that has recorded it just before. */
export async function eachBy<T>(
  callers: number,
  items: T[],
  act: (item: T) => PromiseLike<unknown>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let item = items.pop(); item !== undefined; item = items.pop()) await act(item);
    }),
  );
}

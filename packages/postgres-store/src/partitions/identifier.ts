import { TRACES_TABLE } from "../schema/execution-traces.js";

/** An identifier in SQL text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL text. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A table in SQL text, of a schema where one is given. */
export function qualifiedName(schema: string | undefined, table: string): string {
  return schema === undefined
    ? quoteIdentifier(table)
    : `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
}

/** The table of traces in SQL text. */
export function tracesName(schema: string | undefined): string {
  return qualifiedName(schema, TRACES_TABLE);
}

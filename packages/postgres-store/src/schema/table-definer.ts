import { PgSchema, pgTable } from "drizzle-orm/pg-core";

/**
 * What defines a table of a schema; without one, the connection's search path decides. By the class: Drizzle's function
 * refuses "public", which a search path need not hold.
 */
export function tableDefiner(schema: string | undefined): typeof pgTable {
  return (schema === undefined ? pgTable : new PgSchema(schema).table) as typeof pgTable;
}

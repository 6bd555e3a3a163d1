import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { ReadyStatement } from "./ready-statement.js";

const dialect = new PgDialect();
/** By what they belong to, and their shape. */
const texts = new WeakMap<object, Map<string, string>>();

/**
 * A statement that differs from others of its shape in its values alone: its text is made once. For one that stores a single
 * trace, Drizzle takes as long to put it together as all else takes on this side; and the driver keeps each new text until
 * the garbage collector's next great round.
 *
 * @param owner what the shape belongs to, as a table
 * @param make the statement of such values, in their order
 */
export function fixedStatement(
  owner: object,
  shape: string,
  values: readonly unknown[],
  make: (values: readonly unknown[]) => SQL,
): SQL {
  const ofOwner = texts.get(owner) ?? new Map<string, string>();
  texts.set(owner, ofOwner);
  const text = ofOwner.get(shape) ?? dialect.sqlToQuery(make(values)).sql;
  ofOwner.set(shape, text);
  return new ReadyStatement(text, values);
}

import { type SQL, sql } from "drizzle-orm";

/** Bytes of a text. Rows with longer ones are not read to be filled in: they are compared themselves. */
export const MAX_READ_BYTES: SQL = sql.raw(String(2 ** 20));

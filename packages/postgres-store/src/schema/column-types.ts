import { customType } from "drizzle-orm/pg-core";

/**
 * TIMESTAMP without zone, holding UTC: text with microseconds and a Z on this side, whatever driver carries it.
 * Drizzle's own modes cut to milliseconds, or say no zone.
 */
export const utcTimestamp = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp",
  fromDriver: (value) => `${value.replace(" ", "T")}Z`,
});

/** JSONB as its text: the codec of `@steptrace/core` reads and writes it, and parses it once. */
export const jsonText = customType<{ data: string; driverData: string }>({
  dataType: () => "jsonb",
});

/** BIGINT as its decimal text: a hash has all of its 64 bits, and a JavaScript number holds 53. */
export const bigintText = customType<{ data: string; driverData: string }>({
  dataType: () => "bigint",
});

import { sql } from "drizzle-orm";
import { customType, index, integer, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";
import { bigintText } from "./column-types.js";
import { tableDefiner } from "./table-definer.js";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/**
 * What failures are told apart by, of a schema: `failureFeatures` of `@steptrace/core` makes them, the writer adds those
 * that are new, and maintenance numbers them and packs them into postings.
 */
export function signaturesTable(schema: string | undefined) {
  return tableDefiner(schema)(
    "steptrace_signatures",
    {
      signature: bigintText("signature").primaryKey(),
      size: integer("size").notNull(),
      skeleton: bigintText("skeleton").array().notNull(),
      number: integer("number"),
    },
    (table) => [
      uniqueIndex("steptrace_signatures_number_idx")
        .on(table.size, table.number)
        .where(sql.raw("number IS NOT NULL")),
      index("steptrace_signatures_unpacked_idx")
        .using("gin", table.skeleton)
        .with({ fastupdate: false })
        .where(sql.raw("number IS NULL")),
    ],
  );
}

/** Which signatures have a word; see `Posting` of `@steptrace/core`. */
export function postingsTable(schema: string | undefined) {
  return tableDefiner(schema)(
    "steptrace_postings",
    {
      token: bigintText("token").notNull(),
      size: integer("size").notNull(),
      block: integer("block").notNull(),
      places: bytes("places").notNull(),
    },
    (table) => [primaryKey({ columns: [table.token, table.size, table.block] })],
  );
}

export type SignaturesTable = ReturnType<typeof signaturesTable>;
export type PostingsTable = ReturnType<typeof postingsTable>;

/** For drizzle-kit, which compares them with the migrations. */
export const steptraceSignatures: SignaturesTable = signaturesTable(undefined);
export const steptracePostings: PostingsTable = postingsTable(undefined);

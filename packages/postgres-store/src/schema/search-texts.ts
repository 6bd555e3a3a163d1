import { index } from "drizzle-orm/pg-core";
import { bigintText } from "./column-types.js";
import { tableDefiner } from "./table-definer.js";

/**
 * What traces are found by in a search for words, of a schema: `textFeatures` of `@steptrace/core` makes them, and the writer adds
 * those that are new.
 */
export function textsTable(schema: string | undefined) {
  return tableDefiner(schema)(
    "steptrace_texts",
    {
      signature: bigintText("signature").primaryKey(),
      words: bigintText("words").array().notNull(),
    },
    (table) => [index("steptrace_texts_word_idx").using("gin", table.words).with({ fastupdate: false })],
  );
}

export type TextsTable = ReturnType<typeof textsTable>;

/** For drizzle-kit, which compares it with the migrations. */
export const steptraceTexts: TextsTable = textsTable(undefined);

import { type TextFeatures, textFeatures } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { stepNamesText } from "../database/read-columns.js";
import { countUnfilled, type Filling, fillRows, type UnfilledRow } from "../fill/fill-rows.js";
import type { FilledPlace } from "../fill/filled-place.js";
import { MAX_READ_BYTES } from "../fill/max-read-bytes.js";
import { startedSince } from "../fill/started-since.js";
import { IS_UNFILLED, IS_UNREAD, type TracesTable, tracesTable } from "../schema/execution-traces.js";
import { textsTable } from "../schema/search-texts.js";
import { insertTexts, textTokensColumn } from "./insert-texts.js";

/** A trace that lacks what a search for words finds it by. */
interface UnreadRow extends UnfilledRow {
  readonly is_failure: boolean;
  readonly error_message: string | null;
  /** As JSON; null where they, or the message, are too long. */
  readonly names: string | null;
}

interface ReadFeatures extends TextFeatures {
  readonly isFailure: boolean;
}

/** What was done for searching traces; or, with `dryRun`, what would be. */
export interface IndexedTexts {
  /** Traces whose columns were filled in by which their words are found: those that another program had stored, or an older version. */
  readonly textsFilled: number;
}

/** Fills in what a search for words finds traces by, where rows lack it. A failure has to be filled in as one before. */
export async function indexTexts({ run, schema, since }: FilledPlace): Promise<IndexedTexts> {
  const table = tracesTable(schema);
  const filling: Filling<UnreadRow, ReadFeatures> = {
    table,
    condition: sql`${isReadable()} ${startedSince(since)}`,
    reads: readColumns(table),
    featuresOf,
    columns: [
      { name: "text_signature", type: "bigint", textOf: ({ signature }) => signature },
      {
        name: "text_tokens",
        type: "bigint[]",
        textOf: (features) => textTokensColumn(features, features.isFailure),
      },
    ],
    insertSignatures: (features) => insertTexts(textsTable(schema), features),
  };
  return { textsFilled: await fillRows(run, filling) };
}

/** What `indexTexts` would do, and what has to be done for failures before. */
export async function countUnread({ run, schema, since }: FilledPlace): Promise<IndexedTexts> {
  const condition = sql`${sql.raw(IS_UNREAD)} ${startedSince(since)}`;
  return { textsFilled: await countUnfilled(run, tracesTable(schema), condition) };
}

function isReadable(): SQL {
  return sql.raw(`${IS_UNREAD} AND (${IS_UNFILLED}) IS NOT TRUE`);
}

function readColumns({ steps }: TracesTable): SQL {
  const names = stepNamesText(sql`${steps}`);
  return sql`
    coalesce(status IN ('failed', 'timeout'), false) AS is_failure,
    CASE WHEN octet_length(error_message) <= ${MAX_READ_BYTES} THEN error_message END AS error_message,
    CASE WHEN coalesce(octet_length(error_message), 0) <= ${MAX_READ_BYTES}
          AND octet_length(${names}) <= ${MAX_READ_BYTES} THEN ${names} END AS names`;
}

function featuresOf({ names, error_message, is_failure }: UnreadRow): ReadFeatures | undefined {
  if (names === null) return undefined;
  const features = textFeatures(error_message ?? undefined, JSON.parse(names) as readonly string[]);
  return features && { ...features, isFailure: is_failure };
}

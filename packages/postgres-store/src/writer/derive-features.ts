import {
  decodeTrace,
  type FailureFeatures,
  failureFeatures,
  type TextFeatures,
  type TraceRow,
  textFeatures,
} from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import type { SignaturesTable } from "../schema/failure-signatures.js";
import type { TextsTable } from "../schema/search-texts.js";
import { insertTexts, textTokensColumn } from "../search/insert-texts.js";
import { insertSignatures, tokensColumn } from "../similarity/insert-signatures.js";
import type { KnownSignatures } from "./known-signatures.js";

/** The side tables of what traces are found by, and what of them was added a moment ago. */
export interface FeatureTables {
  readonly signatures: SignaturesTable;
  readonly knownSignatures: KnownSignatures;
  readonly texts: TextsTable;
  readonly knownTexts: KnownSignatures;
}

/** What a row is found by; absent what it has not, or has too much of. */
interface RowFeatures {
  readonly failure: FailureFeatures | undefined;
  readonly text: TextFeatures | undefined;
}

/** A column that is computed from the rows, and left out where all of them have NULL there, as is most often so. */
export interface DerivedColumn {
  readonly name: string;
  readonly type: string;
  /** Of each row. */
  readonly values: readonly (string | null)[];
}

/** What belongs to rows: columns of theirs, and parts of the statement that write elsewhere. */
export interface Derived {
  readonly columns: readonly DerivedColumn[];
  readonly writes: readonly SQL[];
  /** To be called when all of it is stored. */
  readonly onStored?: () => void;
}

/** What rows are found by, of whatever kind. */
export function deriveFeatures(tables: FeatureTables, rows: readonly TraceRow[]): Derived {
  const features = rows.map(featuresOf);
  return { columns: featureColumns(rows, features), ...insertFeatures(tables, features) };
}

function featuresOf(row: TraceRow): RowFeatures {
  const message = row.error_message;
  const failure = isFailure(row) && message !== null ? failureFeatures(message) : undefined;
  // A failure whose message has too many words is compared itself, whatever it is looked for by.
  const isRead = failure !== undefined || !isFailure(row) || message === null;
  return { failure, text: isRead ? textFeatures(message ?? undefined, namesOf(row)) : undefined };
}

/** The columns that the rows have values for: those of failures only where one of them is a failure, as is not often so. */
function featureColumns(
  rows: readonly TraceRow[],
  features: readonly RowFeatures[],
): readonly DerivedColumn[] {
  const column = (name: string, type: string, read: (one: RowFeatures, row: TraceRow) => string | null) => ({
    name,
    type,
    values: rows.map((row, index) => {
      const own = features[index];
      return own === undefined ? null : read(own, row);
    }),
  });
  const hasFailure = features.some(({ failure }) => failure !== undefined);
  return [
    column("text_signature", "bigint", ({ text }) => text?.signature ?? null),
    column("text_tokens", "bigint[]", ({ text }, row) =>
      text ? textTokensColumn(text, isFailure(row)) : null,
    ),
    ...(hasFailure
      ? [
          column("failure_signature", "bigint", ({ failure }) => failure?.signature ?? null),
          column("failure_tokens", "bigint[]", ({ failure }) => (failure ? tokensColumn(failure) : null)),
          column("failure_group", "bigint", ({ failure }) => failure?.group ?? null),
        ]
      : []),
  ];
}

/** What the statement that stores the rows does besides: it adds what is new to the side tables. */
function insertFeatures(
  { signatures, knownSignatures, texts, knownTexts }: FeatureTables,
  features: readonly RowFeatures[],
): Pick<Derived, "writes" | "onStored"> {
  const ofFailures = knownSignatures.unknownOf(features.flatMap(({ failure }) => failure ?? []));
  const ofTexts = knownTexts.unknownOf(features.flatMap(({ text }) => text ?? []));
  return {
    writes: [
      ...(ofFailures.length === 0
        ? []
        : [sql`new_signatures AS (${insertSignatures(signatures, ofFailures)})`]),
      ...(ofTexts.length === 0 ? [] : [sql`new_texts AS (${insertTexts(texts, ofTexts)})`]),
    ],
    onStored: () => {
      knownSignatures.learn(ofFailures);
      knownTexts.learn(ofTexts);
    },
  };
}

function isFailure({ status }: TraceRow): boolean {
  return status === "failed" || status === "timeout";
}

function namesOf(row: TraceRow): readonly string[] {
  return row.step_names ?? decodeTrace(row).steps.map(({ name }) => name);
}

import { partSearched, type SearchedWords } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../literals.js";
import { searchRows } from "./conditions.js";

/** Groups of signatures that a statement has conditions for. */
const MOST_GROUPS = 16;
/** Words that are looked up in indexes: each is a condition of its own, on each partition. */
const MOST_LOOKED_UP = 8;
/** The words of a trace that are not in its signature. */
const OWN_NUMBERS = sql`coalesce(failure_tokens, '{}') || coalesce(text_tokens, '{}')`;
/** No trace is indexed that has more words. */
const MOST_WORDS = 20_000;

/** Where the texts of traces are. */
export type TextSource = Pick<Database, "table" | "texts">;

/** Signatures of traces, and the words that a trace with one of them has to have besides. */
export interface SignatureGroup {
  /** `undefined` for any. */
  readonly signatures: readonly string[] | undefined;
  readonly lacking: readonly string[];
}

/** What traces have all the words of a search, as far as they are indexed by their words. */
export interface TextMatch {
  readonly words: SearchedWords;
  /** `undefined` where too many signatures have the words. */
  readonly groups: readonly SignatureGroup[] | undefined;
}

interface SignatureRow {
  readonly signature: string;
  /** The mixed words that it has, as `{1,2}`. */
  readonly present: string;
}

/** `undefined` where no indexed trace can have the words. */
export async function readTextMatch(
  database: Database,
  wanted: ReadonlySet<string>,
  mostNamed: number,
): Promise<TextMatch | undefined> {
  if (wanted.size > MOST_WORDS) return undefined;
  const words = partSearched(wanted);
  const { fixed, mixed } = words;
  if (fixed.length + mixed.length === 0) return { words, groups: [] };
  const rows = await searchRows<SignatureRow>(database, selectSignatures(database, words, mostNamed + 1));
  if (rows.length > mostNamed) return { words, groups: undefined };
  const groups = groupByLacking(rows, mixed);
  if (fixed.length === 0) groups.push({ signatures: undefined, lacking: mixed });
  if (groups.length > MOST_GROUPS) return { words, groups: undefined };
  return groups.length === 0 ? undefined : { words, groups };
}

/** The signatures that have all fixed words; where there are none, those that have a mixed one. */
export function selectSignatures({ texts }: TextSource, words: SearchedWords, limit: number): SQL {
  const { fixed, mixed } = words;
  const condition = fixed.length > 0 ? sql`words @> ${hashArray(fixed)}` : sql`words && ${hashArray(mixed)}`;
  const present =
    mixed.length === 0
      ? sql`'{}'`
      : sql`ARRAY(SELECT word FROM unnest(words) AS word WHERE word = ANY(${hashArray(mixed)}))::text`;
  return sql`SELECT signature::text AS signature, ${present} AS present FROM ${texts} WHERE ${condition} LIMIT ${limit}`;
}

function groupByLacking(rows: readonly SignatureRow[], mixed: readonly string[]): SignatureGroup[] {
  const groups = new Map<string, { signatures: string[]; lacking: readonly string[] }>();
  for (const { signature, present } of rows) {
    const has = new Set(present.slice(1, -1).split(","));
    const lacking = mixed.filter((word) => !has.has(word));
    const key = lacking.join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { signatures: [signature], lacking });
    else group.signatures.push(signature);
  }
  return [...groups.values()];
}

/** That a trace has the words. Where signatures are not named, the words of its own are joined, as {@link joinTexts} does. */
export function hasWords({ words, groups }: TextMatch): readonly SQL[] {
  const { fixed, mixed, numbers } = words;
  if (groups !== undefined) return [...hasNumbers(numbers), ...oneOf(groups)];
  return [
    ...hasNumbers(numbers),
    ...(fixed.length === 0 ? [] : [sql`text.words @> ${hashArray(fixed)}`]),
    ...(mixed.length === 0 ? [] : [sql`text.words || ${OWN_NUMBERS} @> ${hashArray(mixed)}`]),
  ];
}

/**
 * Beside the traces, the words of their signatures, where {@link hasWords} asks for them: looked up for one trace after the other, so
 * that those which are enough are the last.
 */
export function joinTexts({ texts }: TextSource, match: TextMatch | undefined): SQL {
  if (match === undefined || match.groups !== undefined) return sql``;
  return sql`CROSS JOIN LATERAL (SELECT words FROM ${texts} AS known WHERE known.signature = text_signature OFFSET 0) AS text`;
}

/** That a trace is of one of these groups, and has what the signature lacks; nothing where there are no groups. */
export function oneOf(groups: readonly SignatureGroup[]): readonly SQL[] {
  if (groups.length === 0) return [];
  const each = groups.map(({ signatures, lacking }) => {
    const named = signatures === undefined ? [] : [sql`text_signature = ANY(${hashArray(signatures)})`];
    return sql`(${sql.join([...named, ...hasNumbers(lacking)], sql` AND `)})`;
  });
  return [sql`(${sql.join(each, sql` OR `)})`];
}

/** That a trace has words that are not in its signature: some of them by the indexes, and many by comparing. */
function hasNumbers(words: readonly string[]): readonly SQL[] {
  const each = words.slice(0, MOST_LOOKED_UP).map((word) => {
    const token = hashArray([word]);
    return sql`(failure_tokens @> ${token} OR text_tokens @> ${token})`;
  });
  return words.length === each.length ? each : [...each, sql`${OWN_NUMBERS} @> ${hashArray(words)}`];
}

/** That a trace has one of the words, and not in its signature. */
export function hasOneNumber(words: readonly string[]): SQL {
  const tokens = hashArray(words);
  return sql`(failure_tokens && ${tokens} OR text_tokens && ${tokens})`;
}

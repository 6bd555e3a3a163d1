import {
  coveringSets,
  leastVariable,
  leastVariableAlone,
  type Place,
  type QuestionSize,
  type SharedWords,
} from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { sql } from "drizzle-orm";
import { classKey, type SignatureClass, selectClasses } from "./select-classes.js";
import type { SharedLookup } from "./select-sharing.js";
import { searchRows } from "./similar-search.js";
import type { VariableWords } from "./token-frequencies.js";

/** Sets of variable words that failures are looked up by, about. */
const MOST_SETS = 20;
/** Signatures that are named in a statement. */
const MOST_NAMED = 500;

/**
 * Says which failures to look up by variable words: a failure has a place that shares so many of them as its signature needs.
 * Either one of them is rare, and by that it is found; or all are common, and it has that many of these.
 */
export class LookupPlanner {
  readonly #database: Database;
  readonly #words: VariableWords;
  readonly #size: QuestionSize;
  /** Signatures that were looked up, by class. */
  readonly #names = new Map<string, string[]>();

  constructor(database: Database, questionSize: number, words: VariableWords) {
    this.#database = database;
    this.#words = words;
    this.#size = { size: questionSize, variable: words.rare.length + words.common.length };
  }

  /**
   * What is to be looked up to find all failures that have a place.
   *
   * @param classes those that share a word which is not variable, the best first
   */
  async plan(classes: readonly SignatureClass[], place: Place): Promise<readonly SharedLookup[]> {
    const wanted = classes.flatMap((one) => {
      const least = leastVariable(this.#size, one, place);
      return least === undefined ? [] : [{ one, least }];
    });
    const alone = leastVariableAlone(this.#size, place);
    if (wanted.length === 0 && alone === undefined) return [];
    const { rare, common } = this.#words;
    const byRare = rare.length === 0 ? [] : [{ sets: rare.map((word) => [word]), signatures: undefined }];
    const byCommon = wanted.filter(({ least }) => least <= common.length);
    const end = endOfNamed(byCommon.map(({ one }) => one));
    const rest = byCommon.slice(end).map(({ least }) => least);
    if (alone !== undefined && alone <= common.length) rest.push(alone);
    const named = await this.#name(byCommon.slice(0, end));
    const lookUp = (least: number, signatures: readonly string[] | undefined): SharedLookup => ({
      sets: coveringSets(common, least, MOST_SETS),
      signatures,
    });
    return [
      ...byRare,
      ...[...named].map(([least, signatures]) => lookUp(least, signatures)),
      ...(rest.length === 0 ? [] : [lookUp(Math.min(...rest), undefined)]),
    ];
  }

  /** The signatures of classes, by how many words they have to share. */
  async #name(
    wanted: readonly { readonly one: SignatureClass; readonly least: number }[],
  ): Promise<ReadonlyMap<number, readonly string[]>> {
    const unknown = wanted.filter(({ one }) => !this.#names.has(classKey(one)));
    if (unknown.length > 0) await this.#read(unknown.map(({ one }) => one));
    const byLeast = new Map<number, string[]>();
    for (const { one, least } of wanted) {
      const signatures = byLeast.get(least) ?? [];
      signatures.push(...(this.#names.get(classKey(one)) ?? []));
      byLeast.set(least, signatures);
    }
    return byLeast;
  }

  async #read(classes: readonly SignatureClass[]): Promise<void> {
    const rows = await searchRows<SharedWords & { readonly signature: string }>(
      this.#database,
      sql`SELECT signature::text AS signature, size, shared FROM (${selectClasses(this.#database.signatures, classes)}) AS named`,
    );
    for (const one of classes) this.#names.set(classKey(one), []);
    for (const row of rows) this.#names.get(classKey(row))?.push(row.signature);
  }
}

/** How many classes, from the first on, have no more signatures together than can be named. */
function endOfNamed(classes: readonly SignatureClass[]): number {
  let count = 0;
  const end = classes.findIndex(({ numbers, signatures }) => {
    count += numbers.length + signatures.length;
    return count > MOST_NAMED;
  });
  return end === -1 ? classes.length : end;
}

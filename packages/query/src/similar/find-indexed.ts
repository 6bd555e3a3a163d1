import { hasPlace, type Place, Ranking } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { slicesOf } from "../time-slices.js";
import { LookupPlanner } from "./lookup-planner.js";
import { readSignatures } from "./read-signatures.js";
import type { SignatureClass } from "./select-classes.js";
import { selectNewest } from "./select-newest.js";
import { type SharedLookup, selectSharing } from "./select-sharing.js";
import { type FoundKey, type SimilarSearch, searchRows } from "./similar-search.js";
import { readFrequencies } from "./token-frequencies.js";

/** Signatures whose newest failures are read by the first statement; by each later one, so many times more. */
const FIRST_BATCH = 4;
const GROWTH = 8;
/**
 * Failures of each that the first statement reads: deep enough to find some that share common variable words, such as a
 * status, and need not be looked up by these then.
 */
const FIRST_DEPTH = 100;

/** The current month, the one before it and what is later; and the rest. A third part saves less than its statements take. */
const NEWEST_MONTHS = [1];

interface RankedKey {
  readonly score: number;
  readonly startedAt: string;
  readonly traceId: string;
}

/**
 * The keys of the failures most similar to a question among those whose columns are filled in; at least all that share a
 * word with it and are in the answer.
 *
 * A failure that shares no variable word with the question has the score which its signature says: of these, the newest of the
 * best signatures are enough. One that does is found by that word; the more words it has to share to have a place still,
 * the fewer, and the rarer, are those that need to be looked up. The newest months come first: what has a place in older ones
 * is better, and so less.
 */
export async function findIndexed(database: Database, search: SimilarSearch): Promise<readonly FoundKey[]> {
  const ranking = new UniqueRanking(search.limit);
  const { question } = search;
  const [signatures, words] = await Promise.all([
    readSignatures(database, search),
    readFrequencies(database, question.variable),
  ]);
  const planner = new LookupPlanner(database, question.size, words);
  for (const bounds of slicesOf(search.bounds, search.now, NEWEST_MONTHS)) {
    const slice = { ...search, bounds };
    await offerNewest(database, slice, signatures, ranking);
    await offerSharing(database, slice, await planner.plan(signatures, placeIn(slice, ranking)), ranking);
  }
  return ranking.best();
}

/** Offers the newest failures of the best signatures. */
async function offerNewest(
  database: Database,
  search: SimilarSearch,
  signatures: readonly SignatureClass[],
  ranking: UniqueRanking,
): Promise<void> {
  let [size, depth] = [FIRST_BATCH, Math.max(search.limit, FIRST_DEPTH)];
  let next = 0;
  const mayHavePlace = (one: SignatureClass | undefined): one is SignatureClass =>
    one !== undefined && hasPlace(search.question.size, one, placeIn(search, ranking));
  while (mayHavePlace(signatures[next])) {
    const batch: SignatureClass[] = [];
    for (let count = 0; count < size && mayHavePlace(signatures[next]); next += 1) {
      const one = signatures[next] as SignatureClass;
      batch.push(one);
      count += one.numbers.length + one.signatures.length;
    }
    ranking.offerAll(await searchRows<FoundKey>(database, selectNewest(database, search, batch, depth)));
    [size, depth] = [size * GROWTH, search.limit];
  }
}

/** Offers failures that share variable words. */
async function offerSharing(
  database: Database,
  search: SimilarSearch,
  lookups: readonly SharedLookup[],
  ranking: UniqueRanking,
): Promise<void> {
  if (lookups.length === 0) return;
  const { score } = placeIn(search, ranking);
  ranking.offerAll(await searchRows<FoundKey>(database, selectSharing(database, search, lookups, score)));
}

/** What a failure of a range of time needs to have a place. */
function placeIn({ bounds, minSimilarity }: SimilarSearch, ranking: UniqueRanking): Place {
  return ranking.placeBefore(bounds.endDate, minSimilarity);
}

/** Each failure once, also where it is found in both ways. */
class UniqueRanking {
  readonly #ranking: Ranking<RankedKey>;
  readonly #known = new Set<string>();

  constructor(limit: number) {
    this.#ranking = new Ranking(limit);
  }

  /** What failures need to have a place that started before a moment, or at it. */
  placeBefore(moment: Date | undefined, minSimilarity: number): Place {
    const { threshold, last } = this.#ranking;
    const isNewer =
      last !== undefined && moment !== undefined && Date.parse(last.startedAt) > moment.getTime();
    return threshold > minSimilarity || (isNewer && threshold === minSimilarity)
      ? { score: threshold, isTaken: isNewer }
      : { score: minSimilarity, isTaken: false };
  }

  offerAll(keys: readonly FoundKey[]): void {
    for (const { trace_id: traceId, started_at: startedAt, score } of keys) {
      const key = `${startedAt} ${traceId}`;
      if (this.#known.has(key)) continue;
      this.#known.add(key);
      this.#ranking.offer({ score, startedAt, traceId });
    }
  }

  best(): readonly FoundKey[] {
    return this.#ranking
      .best()
      .map(({ score, startedAt, traceId }) => ({ score, started_at: startedAt, trace_id: traceId }));
  }
}

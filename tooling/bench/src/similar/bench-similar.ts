import { type OwnServices, withServices } from "@steptrace/test-services";
import { report } from "../report.js";
import { type Asked, ask, type Interview } from "./ask.js";
import { openContenders } from "./contenders.js";
import { adversarialCorpus } from "./corpora/adversarial.js";
import type { Corpus } from "./corpora/corpus.js";
import { realisticCorpus } from "./corpora/realistic.js";
import { makeQuestions } from "./questions.js";
import { adversarialFigures, growthFigures, realisticFigures } from "./similar-figures.js";
import { storeFailures } from "./store-failures.js";

const DEFAULT_FAILURES = 1_000_000;
const GROWTH = 10;
const QUESTIONS = 200;
/** Asked before: connections learn of the tables, and plan what they are going to be asked. */
const WARM_UP = 200;
const CORPUS_SEED = 42;
const QUESTION_SEED = 1;

/**
 * How long the failures like a message take to find, among so many of an application, and among as many without anything to
 * find them by; beside comparing with all of them in SQL, whose answers have to be the same, and beside pg_trgm.
 */
export async function benchSimilar(failures: number = DEFAULT_FAILURES): Promise<void> {
  for (const line of terms()) console.log(line);
  await withServices((services) => benchRealistic(services, failures));
  await withServices((services) => benchAdversarial(services, failures));
}

async function benchRealistic({ databaseUrl, makeDatabase }: OwnServices, failures: number): Promise<void> {
  const corpus = realisticCorpus(CORPUS_SEED);
  const fewer = Math.round(failures / GROWTH);
  await using before = await openInterview(await makeDatabase(), corpus, fewer);
  await using after = await openInterview(databaseUrl, corpus, failures);
  const [askedBefore, asked] = (await ask([before, after])) as [Asked, Asked];
  report(`similar failures of ${failures.toLocaleString("en")}, realistic`, realisticFigures(asked));
  report(
    `the same, beside ${fewer.toLocaleString("en")} failures`,
    growthFigures({ before: askedBefore, after: asked }),
  );
  sayEqual([askedBefore, asked]);
}

async function benchAdversarial({ databaseUrl }: OwnServices, failures: number): Promise<void> {
  await using interview = await openInterview(databaseUrl, adversarialCorpus(CORPUS_SEED), failures);
  const [asked] = (await ask([interview])) as [Asked];
  report(`similar failures of ${failures.toLocaleString("en")}, adversarial`, adversarialFigures(asked));
  sayEqual([asked]);
}

async function openInterview(
  databaseUrl: string,
  corpus: Corpus,
  failures: number,
): Promise<Interview & AsyncDisposable> {
  await storeFailures(databaseUrl, corpus, failures, { trigrams: true });
  const contenders = await openContenders(databaseUrl);
  const all = makeQuestions(corpus, failures, WARM_UP + QUESTIONS, QUESTION_SEED);
  return {
    contenders,
    warmUp: all.slice(0, WARM_UP),
    questions: all.slice(WARM_UP),
    [Symbol.asyncDispose]: () => contenders[Symbol.asyncDispose](),
  };
}

function sayEqual(all: readonly Asked[]): void {
  const equal = all.flatMap((asked) => asked.equal);
  const failures = equal.reduce((sum, count) => sum + count, 0);
  console.log(
    `${equal.length} answers compared with brute force: the same ${failures} failures, with the same scores, in the same order`,
  );
}

function terms(): readonly string[] {
  return [
    `${QUESTIONS} questions by turns, after ${WARM_UP} others that warm up: a stored message, and one with 30 % of its words from`,
    "another. One in 29 is put to the slow ones too, the first of which does not count. The server is at its own settings.",
    "brute force: the same question in SQL, over all failures; its answers have to be equal to ours.",
    "pg_trgm: error_message % question, always through its GIN index (enable_seqscan = off). It answers another question:",
    "trigrams in common, not words.",
  ];
}

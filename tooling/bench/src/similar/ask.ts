import type { Answer, Contenders } from "./contenders.js";
import { requireEqual } from "./require-equal.js";

/** One question in so many is put to the slow contenders too; odd, so that both kinds of question are. */
const SLOW_EVERY = 29;
const US_PER_MS = 1000;

/** Questions, and those who have to answer them. */
export interface Interview {
  readonly contenders: Contenders;
  readonly questions: readonly string[];
}

/** How long each question took, in microseconds. */
export interface Asked {
  readonly ours: number[];
  readonly bruteForce: number[];
  /** Empty where the server has no pg_trgm. */
  readonly trigrams: number[];
  /** Answers that were compared with those of brute force, and were the same, each by its number of failures. */
  readonly equal: number[];
}

/**
 * Asks by turns, question after question. The first question of each contender, and so of each connection, warms up and does not count.
 *
 * @throws where an answer of ours is not that of brute force
 */
export async function ask(interviews: readonly Interview[]): Promise<readonly Asked[]> {
  const all = interviews.map((interview) => ({
    ...interview,
    asked: nothingAsked(),
    warmUp: nothingAsked(),
  }));
  const count = Math.max(...all.map(({ questions }) => questions.length));
  for (let index = 0; index < count; index += 1) {
    for (const { contenders, questions, asked, warmUp } of all) {
      const question = questions[index];
      if (question === undefined) continue;
      const into = index === 0 ? warmUp : asked;
      const ours = await timed(() => contenders.ours(question), into.ours);
      if (index % SLOW_EVERY === 0) await askSlow(contenders, question, ours, into);
    }
  }
  return all.map(({ asked }) => asked);
}

async function askSlow(
  { bruteForce, trigrams }: Contenders,
  question: string,
  ours: readonly Answer[],
  into: Asked,
): Promise<void> {
  const expected = await timed(() => bruteForce(question), into.bruteForce);
  requireEqual(question, ours, expected);
  into.equal.push(expected.length);
  if (trigrams !== undefined) await timed(() => trigrams(question), into.trigrams);
}

function nothingAsked(): Asked {
  return { ours: [], bruteForce: [], trigrams: [], equal: [] };
}

async function timed<T>(act: () => Promise<T>, times: number[]): Promise<T> {
  const started = performance.now();
  const result = await act();
  times.push((performance.now() - started) * US_PER_MS);
  return result;
}

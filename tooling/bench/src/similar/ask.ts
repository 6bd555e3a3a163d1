import type { Answer, Contenders } from "./contenders.js";
import { requireEqual } from "./require-equal.js";

/** One question in so many is put to the slow contenders too; odd, so that both kinds of question are. */
const SLOW_EVERY = 29;
const US_PER_MS = 1000;

/** Questions, and those who have to answer them. */
export interface Interview {
  readonly contenders: Contenders;
  /** Asked first, of ours alone, and not counted. */
  readonly warmUp: readonly string[];
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
 * Asks by turns, question after question; the slow ones afterwards, for while one of them is waited for, our connections are closed,
 * and what is asked next begins anew. The first question of each slow one, and so of each of their connections, does not count.
 *
 * @throws where an answer of ours is not that of brute force
 */
export async function ask(interviews: readonly Interview[]): Promise<readonly Asked[]> {
  const sessions = interviews.map(
    (interview): Session => ({ ...interview, asked: nothingAsked(), answers: [] }),
  );
  for (const { contenders, warmUp } of interviews)
    for (const question of warmUp) await contenders.ours(question);
  const count = Math.max(...interviews.map(({ questions }) => questions.length));
  for (let index = 0; index < count; index += 1)
    for (const session of sessions) await askOurs(session, index);
  for (const { contenders, asked, answers } of sessions) {
    for (const [index, one] of answers.entries())
      await askSlow(contenders, one, index === 0 ? nothingAsked() : asked);
  }
  return sessions.map(({ asked }) => asked);
}

/** A question, and what was answered here. */
interface Answered {
  readonly question: string;
  readonly answer: readonly Answer[];
}

interface Session extends Interview {
  readonly asked: Asked;
  /** Those that the slow ones are to be asked. */
  readonly answers: Answered[];
}

async function askOurs({ contenders, questions, asked, answers }: Session, index: number): Promise<void> {
  const question = questions[index];
  if (question === undefined) return;
  const answer = await timed(() => contenders.ours(question), asked.ours);
  if (index % SLOW_EVERY === 0) answers.push({ question, answer });
}

async function askSlow(
  { bruteForce, trigrams }: Contenders,
  { question, answer }: Answered,
  into: Asked,
): Promise<void> {
  const expected = await timed(() => bruteForce(question), into.bruteForce);
  requireEqual(question, answer, expected);
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

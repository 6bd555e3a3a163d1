import { type FinalStatus, type Trace, uuidV7 } from "@steptrace/core";
import { realisticCorpus } from "../similar/corpora/realistic.js";

const YEAR_MS = 365 * 86_400_000;
const SKILLS = 50;
const USERS = 1000;
const STEPS = 10;
const SEED = 42;
/** Where in the year the traces lie that have what is rare: in its second month. */
const RARE_AT = 0.1;
const RARE = 3;
const VERBS = ["load", "parse", "check", "join", "write", "send", "fetch", "merge", "count", "sort"];
const THINGS = ["customers", "orders", "invoices", "events", "pages", "images", "prices"];

const corpus = realisticCorpus(SEED);

/** A trace that is yet to be stored, and how it ended. */
export interface GivenTrace {
  readonly trace: Trace;
  readonly status: FinalStatus;
  readonly errorMessage: string | undefined;
}

/**
 * One of so many traces of a year, the oldest first: of fifty skills with ten steps each, one in ten failed, half of them in
 * production, each with an order and an execution of its own. Three of the second month have what no other has.
 */
export function traceAt(index: number, count: number, now: number): GivenTrace {
  const time = Math.floor(now - YEAR_MS + (index * YEAR_MS) / count);
  const isRare = isRareAt(index, count);
  const isFailed = index % 10 === 0;
  const startedAt = new Date(time);
  return {
    trace: {
      traceId: uuidV7(time),
      skillName: isRare ? "rare-skill" : `skill-${index % SKILLS}`,
      executionId: `execution-${index}`,
      startedAt,
      status: "running",
      steps: stepsOf(index, isRare, startedAt),
      metadata: {
        env: index % 2 === 0 ? "production" : "staging",
        user: `user-${index % USERS}`,
        order: { id: `order-${index}` },
        ...(isRare && { canary: true }),
      },
    },
    status: isRare ? "timeout" : isFailed ? "failed" : "success",
    errorMessage: isFailed ? corpus.messageAt(index) : undefined,
  };
}

/** Words of the message of a failure that have no digit, and are in others as well. */
export function messageWords(index: number, words: number): string {
  const [...all] = corpus.messageAt(index * 10).split(" ");
  return all
    .filter((word) => !/\d/.test(word))
    .slice(0, words)
    .join(" ");
}

function isRareAt(index: number, count: number): boolean {
  const first = Math.floor(count * RARE_AT);
  return index >= first && index < first + RARE;
}

/** Names are those of the skill; that of the last step has the number of an order, in one skill of ten. */
function stepsOf(index: number, isRare: boolean, startedAt: Date): Trace["steps"] {
  const timestamp = startedAt.toISOString().replace("Z", "000Z");
  const skill = index % SKILLS;
  const total = isRare ? 7_200_000 : durationOf(index);
  return Array.from({ length: STEPS }, (_, step) => {
    const name = `${VERBS[step]} ${THINGS[(skill + step) % THINGS.length]} part-${step}`;
    const isLast = step === STEPS - 1;
    const durationMs = isLast ? total : 0;
    return {
      name: isLast && isRare ? "defragment" : isLast && skill % 10 === 0 ? `${name} of order-${index}` : name,
      timestamp,
      durationMs,
      durationUs: durationMs * 1000,
      status: "success" as const,
      id: step + 1,
      attributes: { attempt: 1 },
    };
  });
}

/** Milliseconds, from 1 to 100,000: as many of each power of ten. */
function durationOf(index: number): number {
  const part = ((index * 7919) % 100_003) / 100_003;
  return Math.floor(10 ** (5 * part));
}

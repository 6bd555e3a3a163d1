import { InvalidArgumentError, uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect } from "vitest";
import { TraceQuery } from "../src/index.js";
import { queryTest as test } from "./support/query-test.js";

const DAY_MS = 86_400_000;

/** Texts that are nobody's name and nobody's id, by what is odd about them. */
const TEXTS: Readonly<Record<string, string>> = {
  empty: "",
  spaces: " \t\n ",
  "10,000 words": Array.from({ length: 10_000 }, (_, index) => `word${index}`).join(" "),
  "1 MB": "x".repeat(1_000_000),
  emoji: "👍🏽👨‍👩‍👧‍👦",
  "combining characters": `Z${"\u0301\u0323".repeat(50)}`,
  "right to left": "\u202eخطأ في الاتصال\u202c",
  NUL: "a\u0000b",
  "half of a pair": "a\ud800b",
  "an array": "{a,b}",
  quote: '"',
  backslash: "\\",
  NULL: "NULL",
  SQL: "'; DROP TABLE execution_traces; --",
  "a parameter": "$1",
  pattern: "%_*",
};

const NOT_STORABLE = ["NUL", "half of a pair"];
const TOO_LONG = ["10,000 words", "1 MB"];
/** What a name is not, what an id is not, and what is nothing to look for. */
const NO_NAME = ["empty", "spaces", ...TOO_LONG, ...NOT_STORABLE];
const NO_ID = ["empty", ...TOO_LONG, ...NOT_STORABLE];
const NO_WORDS = ["empty", "spaces"];
const since = new Date(Date.now() - DAY_MS);
const future = { startDate: new Date("2999-01-01"), endDate: new Date("2999-12-31") };

interface Argument {
  readonly ask: (query: TraceQuery, text: string) => Promise<unknown>;
  /** What is answered where nothing has that text. */
  readonly nothing: unknown;
  /** The texts that are refused. */
  readonly refused: readonly string[];
}

/** Every argument that is a text, of every question. */
const ARGUMENTS: Readonly<Record<string, Argument>> = {
  "queryBySkill skillName": { ask: (query, text) => query.queryBySkill(text), nothing: [], refused: NO_NAME },
  "listTraces skillName": {
    ask: (query, skillName) => query.listTraces({ skillName }),
    nothing: [],
    refused: NO_NAME,
  },
  "findSimilarFailures errorPattern": {
    ask: (query, text) => query.findSimilarFailures(text),
    nothing: [],
    refused: [],
  },
  "findSimilarFailures skillName": {
    ask: (query, skillName) => query.findSimilarFailures("no space left", { skillName }),
    nothing: [],
    refused: NO_NAME,
  },
  "findFailuresLike traceId": {
    ask: (query, text) => query.findFailuresLike(text),
    nothing: undefined,
    refused: NO_ID,
  },
  "failureGroups skillName": {
    ask: (query, skillName) => query.failureGroups({ skillName }),
    nothing: [],
    refused: NO_NAME,
  },
  "compareTraces idA": {
    ask: (query, text) => query.compareTraces(text, STORED.traceId),
    nothing: undefined,
    refused: NO_ID,
  },
  "compareTraces idB": {
    ask: (query, text) => query.compareTraces(STORED.traceId, text),
    nothing: undefined,
    refused: NO_ID,
  },
  "explainFailure traceId": {
    ask: (query, text) => query.explainFailure(text),
    nothing: undefined,
    refused: NO_ID,
  },
  "anomalies skillName": {
    ask: async (query, skillName) => (await query.anomalies({ skillName, since })).anomalies,
    nothing: [],
    refused: NO_NAME,
  },
  "skillStats skillName": {
    ask: (query, skillName) => query.skillStats({ skillName }),
    nothing: [],
    refused: NO_NAME,
  },
  "stepStats skillName": { ask: (query, text) => query.stepStats(text), nothing: [], refused: NO_NAME },
  "slowest skillName": {
    ask: (query, skillName) => query.slowest({ skillName }),
    nothing: [],
    refused: NO_NAME,
  },
  "trends skillName": {
    ask: (query, skillName) => query.trends({ skillName }),
    nothing: [],
    refused: NO_NAME,
  },
  "searchTraces skillName": {
    ask: async (query, skillName) => (await query.searchTraces({ skillName })).items,
    nothing: [],
    refused: NO_NAME,
  },
  "searchTraces executionId": {
    ask: async (query, executionId) => (await query.searchTraces({ executionId })).items,
    nothing: [],
    refused: NO_ID,
  },
  "searchTraces text": {
    ask: async (query, text) => (await query.searchTraces({ text })).items,
    nothing: [],
    refused: NO_WORDS,
  },
  "searchTraces a key of metadata": {
    ask: async (query, text) => (await query.searchTraces({ metadata: { [text]: 1 } })).items,
    nothing: [],
    refused: ["1 MB"],
  },
  "searchTraces a value of metadata": {
    ask: async (query, text) => (await query.searchTraces({ metadata: { user: text } })).items,
    nothing: [],
    refused: ["1 MB"],
  },
};

/** A failure that none of the texts is like. */
const STORED = {
  traceId: uuidV7(Date.now()),
  skillName: "docker-build",
  startedAt: new Date(),
  status: "running" as const,
  steps: [],
  metadata: {},
};

async function storeOne(url: string): Promise<void> {
  await using storage = new TraceStorage(url);
  await storage.finalizeTrace(STORED, "failed", { errorMessage: "no space left on device" });
}

async function askOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof InvalidArgumentError) return "refused";
    throw error;
  }
}

describe("what nobody has", () => {
  test.for(Object.entries(ARGUMENTS))("is nothing, or refused: %s", async ([, argument], { db }) => {
    await storeOne(db.url);
    await using query = new TraceQuery(db.url);
    for (const [odd, text] of Object.entries(TEXTS)) {
      const answer = await askOf(argument.ask(query, text));
      expect(answer, odd).toEqual(argument.refused.includes(odd) ? "refused" : argument.nothing);
    }
    expect(await query.listTraces()).toHaveLength(1);
  });

  test("is nothing in a time to come", async ({ db }) => {
    await storeOne(db.url);
    await using query = new TraceQuery(db.url);
    const answers = await Promise.all([
      query.queryBySkill("docker-build", future),
      query.listTraces(future),
      query.findSimilarFailures("no space left on device", future),
      query.failureGroups(future),
      query.skillStats(future),
      query.stepStats("docker-build", future),
      query.slowest(future),
      query.searchTraces(future).then(({ items }) => items),
      query
        .anomalies({ skillName: "docker-build", since: future.startDate })
        .then(({ anomalies }) => anomalies),
    ]);
    for (const answer of answers) expect(answer).toEqual([]);
  });

  test.for([-1, 2, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses a least score of %d",
    async (minSimilarity, { db }) => {
      await using query = new TraceQuery(db.url);
      await expect(query.findSimilarFailures("x", { minSimilarity })).rejects.toThrow(InvalidArgumentError);
    },
  );
});

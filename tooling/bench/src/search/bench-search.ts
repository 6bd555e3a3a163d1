import { TraceQuery } from "@steptrace/query";
import { withServices } from "@steptrace/test-services";
import postgres, { type Sql } from "postgres";
import { type Figure, latencyFigure, report } from "../report.js";
import { bruteForce } from "./brute-force.js";
import { type Question, questionsAmong } from "./questions.js";
import { storeTraces } from "./store-traces.js";

const DEFAULT_TRACES = 1_000_000;
/** Of each question, with other values; and the first times, which warm up. */
const TIMES = 100;
const WARM_UP = 3;
const LIMIT = 100;
const MAX_P95_US = 50_000;
const US_PER_MS = 1000;

/** How long a search takes by each filter, common and rare; the answers compared with looking at every trace. */
export async function benchSearch(traces: number = DEFAULT_TRACES): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    const now = Date.now();
    await storeTraces(databaseUrl, traces, now);
    const sql = postgres(databaseUrl, { max: 1, fetch_types: false, onnotice: () => {} });
    const query = new TraceQuery(databaseUrl);
    try {
      const figures: Figure[] = [];
      let compared = 0;
      for (const question of questionsAmong(traces, now)) {
        compared += await compareWithAll(sql, query, question);
        figures.push(latencyFigure(question.what, await timesOf(query, question), MAX_P95_US));
      }
      report(`searchTraces, limit ${LIMIT}, ${traces.toLocaleString("en")} traces`, figures);
      console.log(
        `${figures.length} answers compared with looking at every trace: the same ${compared} traces, in the same order`,
      );
    } finally {
      await query.close();
      await sql.end();
    }
  });
}

/** In microseconds, by turns of the first page and of the second, where there is one. */
async function timesOf(query: TraceQuery, { filters }: Question): Promise<readonly number[]> {
  const times: number[] = [];
  let cursor: string | undefined;
  for (let index = 0; index < TIMES + WARM_UP; index += 1) {
    const asked = filters(Math.floor(index / 2));
    const started = performance.now();
    const page = await query.searchTraces({
      ...asked,
      limit: LIMIT,
      ...(index % 2 === 1 && cursor !== undefined && { cursor }),
    });
    if (index >= WARM_UP) times.push((performance.now() - started) * US_PER_MS);
    cursor = page.nextCursor;
  }
  return times;
}

/** @returns how many traces were compared @throws where the answers differ */
async function compareWithAll(sql: Sql, query: TraceQuery, { what, filters }: Question): Promise<number> {
  const asked = filters(0);
  const expected = await bruteForce(sql, asked, 2 * LIMIT);
  const first = await query.searchTraces({ ...asked, limit: LIMIT });
  const { nextCursor } = first;
  const second =
    nextCursor === undefined
      ? []
      : (await query.searchTraces({ ...asked, limit: LIMIT, cursor: nextCursor })).items;
  const found = [...first.items, ...second].map(({ traceId }) => traceId);
  if (found.join() !== expected.join())
    throw new Error(
      `Expected the ${expected.length} traces of brute force for "${what}"; received ${found.length} others.`,
    );
  return found.length;
}

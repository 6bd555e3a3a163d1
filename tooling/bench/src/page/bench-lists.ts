import { TraceStorage } from "@steptrace/postgres-store";
import { type SearchFilters, TraceQuery } from "@steptrace/query";
import { createServer, listen } from "@steptrace/server";
import { withServices } from "@steptrace/test-services";
import { type Figure, latencyFigure, report } from "../report.js";
import { questionsAmong } from "../search/questions.js";
import { storeTraces } from "../search/store-traces.js";

const DEFAULT_TRACES = 1_000_000;
const TIMES = 100;
const WARM_UP = 3;
const LIMIT = 100;
const MAX_P95_US = 50_000;
const US_PER_MS = 1000;

/** How long the API takes for a page of the list of traces, by each filter, over HTTP, the body read and parsed. */
export async function benchLists(traces: number = DEFAULT_TRACES): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    const now = Date.now();
    await storeTraces(databaseUrl, traces, now);
    await using storage = new TraceStorage(databaseUrl);
    const { url, close } = await listen(createServer({ query: new TraceQuery(storage), storage }), {
      port: 0,
    });
    const figures: Figure[] = [];
    for (const { what, filters } of questionsAmong(traces, now))
      figures.push(latencyFigure(what, await timesOf(`${url}api/v1/traces`, filters), MAX_P95_US));
    await close();
    report(`GET /api/v1/traces, limit ${LIMIT}, of ${traces.toLocaleString("en")}`, figures);
  });
}

/** In microseconds. */
async function timesOf(url: string, filters: (index: number) => SearchFilters): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < TIMES + WARM_UP; index += 1) {
    const address = `${url}?${parametersOf(filters(index))}`;
    const started = performance.now();
    const response = await fetch(address);
    await response.json();
    if (!response.ok) throw new Error(`The server answered ${response.status} to ${address}`);
    if (index >= WARM_UP) times.push((performance.now() - started) * US_PER_MS);
  }
  return times;
}

/** As the API names them. */
function parametersOf({ skillName, startDate, endDate, metadata, ...rest }: SearchFilters): URLSearchParams {
  const named = {
    ...rest,
    limit: LIMIT,
    skill: skillName,
    from: startDate?.toISOString(),
    to: endDate?.toISOString(),
    metadata: metadata && JSON.stringify(metadata),
  };
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([key, value]): [string, string] => [key, String(value)]));
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { percentile, type Trace } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { createServer, listen } from "@steptrace/server";
import { findChromium, withServices } from "@steptrace/test-services";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Figure, report } from "../report.js";
import { assets } from "./assets.js";
import { deepTrace } from "./deep-trace.js";
import {
  framesWhile,
  JUMPING,
  type Opening,
  openTrace,
  ROWS_ARE_SHOWN,
  SCROLLING,
  visit,
} from "./in-the-page.js";
import { SPEEDSCOPE_SHOWS, serveSpeedscope } from "./speedscope.js";

const STEPS = 50_000;
const DEPTH = 8;
const ROUNDS = 7;
const WIDE = { width: 1440, height: 900 };
const MIB = 1024 * 1024;
const KB = 1000;
const MAX_SCRIPTS_KB = 250;

/** How long a trace of so many steps, nested eight deep, takes from the click to its rows in Chromium, and how it scrolls. */
export async function benchPage(steps: number = STEPS): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    await using storage = new TraceStorage(databaseUrl, { limits: { stepsPerTrace: steps } });
    const trace = deepTrace(steps, DEPTH);
    await storage.finalizeTrace(trace, "failed");
    const query = new TraceQuery(storage);
    const { url, close } = await listen(createServer({ query, storage, assets }), { port: 0 });
    const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
    try {
      const opened: Opening[] = [];
      const shown: Page[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const page = await browser.newPage({ viewport: WIDE });
        opened.push(await openTrace(page, url, trace.traceId));
        shown.push(page);
      }
      const page = shown.at(-1) as Page;
      const scrolling = await framesWhile(page, SCROLLING);
      const jumping = await framesWhile(page, JUMPING);
      report(`a trace of ${steps} steps, ${DEPTH} deep`, [
        upTo("from the click to the rows, P50", medianOf(opened, "totalMs"), 1000),
        upTo(`the same, slowest of ${ROUNDS}`, Math.max(...opened.map(({ totalMs }) => totalMs)), 1000),
        upTo("of it, until the server has answered, P50", medianOf(opened, "answerMs")),
        upTo("longest frame while scrolling on", Math.max(...scrolling), 50),
        upTo("longest frame while every one shows other rows", Math.max(...jumping)),
        ...(await sizes(url, trace.traceId)),
        await scriptSize(),
        await besideSpeedscope(browser, `${url}traces/${trace.traceId}`, trace),
      ]);
    } finally {
      await browser.close();
      await close();
    }
  });
}

/** The same trace, opened by its address in a browser that knows nothing yet; by turns. */
async function besideSpeedscope(browser: Browser, url: string, trace: Trace): Promise<Figure> {
  await using speedscope = await serveSpeedscope(trace);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await visit(browser, url, ROWS_ARE_SHOWN));
    theirs.push(await visit(browser, speedscope.url, SPEEDSCOPE_SHOWS));
  }
  const [oursMs, theirsMs] = [ours, theirs].map((times) => percentile(times, 50) ?? Number.NaN) as [
    number,
    number,
  ];
  return {
    what: "from its address to the rows, beside speedscope's flame graph, P50",
    ours: `${oursMs.toFixed(0)} ms`,
    theirs: `${theirsMs.toFixed(0)} ms`,
    measured: `${(oursMs / theirsMs).toFixed(2)}x`,
    target: "",
  };
}

async function sizes(url: string, traceId: string): Promise<readonly Figure[]> {
  const skeleton = Buffer.from(await (await fetch(`${url}api/v1/traces/${traceId}`)).arrayBuffer());
  const mebibytes = (bytes: number): string => `${(bytes / MIB).toFixed(2)} MiB`;
  return [
    {
      what: "its skeleton",
      ours: mebibytes(skeleton.length),
      theirs: "",
      measured: `${mebibytes(gzipSync(skeleton).length)} compressed`,
      target: "under 5 MB",
      isMet: skeleton.length < 5_000_000,
    },
  ];
}

/** All scripts of the page together, also those of pages that are not opened. */
async function scriptSize(): Promise<Figure> {
  const folder = join(assets.directory, "assets");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const sizes = await Promise.all(
    names.map(async (name) => gzipSync(await readFile(join(folder, name))).length),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return {
    what: "scripts of all pages, compressed",
    ours: "",
    theirs: "",
    measured: `${(bytes / KB).toFixed(0)} KB`,
    target: `under ${MAX_SCRIPTS_KB} KB`,
    isMet: bytes < MAX_SCRIPTS_KB * KB,
  };
}

function medianOf(opened: readonly Opening[], part: keyof Opening): number {
  return (
    percentile(
      opened.map((one) => one[part]),
      50,
    ) ?? Number.NaN
  );
}

/** @param most absent where there is no target */
function upTo(what: string, ms: number, most?: number): Figure {
  if (most === undefined) return { what, ours: "", theirs: "", measured: `${ms.toFixed(0)} ms`, target: "" };
  return {
    what,
    ours: "",
    theirs: "",
    measured: `${ms.toFixed(0)} ms`,
    target: `${most} ms`,
    isMet: ms <= most,
  };
}

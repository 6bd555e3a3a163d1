import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { percentile } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { RedisTraceEvents } from "@steptrace/redis-context";
import { createServer, listen } from "@steptrace/server";
import { findChromium, withServices } from "@steptrace/test-services";
import { chromium } from "playwright-core";
import { report } from "../report.js";
import { assets } from "./assets.js";
import { SHOWN_TIMES, startTiming } from "./in-the-page.js";

const PUBLISHER = fileURLToPath(new URL("./publish-traces.js", import.meta.url));
const PER_SECOND = 200;
const DEFAULT_SECONDS = 20;
const MAX_P95_MS = 500;
const MS_PER_SECOND = 1000;

/**
 * How long what happens in one process takes to the screen of somebody who watches the list of traces: over Redis, the server and its event
 * stream, to the frame that shows it. Of what comes together, the newest fill the screen: these are counted.
 */
export async function benchLive(seconds: number = DEFAULT_SECONDS): Promise<void> {
  await withServices(async ({ databaseUrl, redisUrl }) => {
    await migrate(databaseUrl);
    await using storage = new TraceStorage(databaseUrl);
    await using events = new RedisTraceEvents(redisUrl);
    const query = new TraceQuery(storage);
    const server = createServer({ query, storage, assets, events: { source: "redis", events } });
    const { url, close } = await listen(server, { port: 0 });
    const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${url}traces`);
      await page.getByText("No such traces").waitFor();
      await startTiming(page);
      const args = [PUBLISHER, redisUrl, String(PER_SECOND), String(seconds)];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const times = await page.evaluate<readonly number[]>(SHOWN_TIMES);
      const at = (percent: number): number => percentile(times, percent) ?? Number.NaN;
      const figure = { ours: "", theirs: "", target: "" };
      report(`live, ${PER_SECOND} traces a second for ${seconds} s`, [
        {
          ...figure,
          what: "traces that ran",
          measured: `${(Number(stdout) / seconds).toFixed(0)} /s`,
          target: `${PER_SECOND} /s`,
          isMet: Number(stdout) >= 0.95 * PER_SECOND * seconds,
        },
        { ...figure, what: "of them seen on the screen", measured: `${times.length}` },
        { ...figure, what: "from the event to the screen, P50", measured: `${at(50).toFixed(0)} ms` },
        {
          ...figure,
          what: "the same, P95",
          measured: `${at(95).toFixed(0)} ms`,
          target: `under ${MAX_P95_MS} ms`,
          isMet: at(95) < MAX_P95_MS,
        },
        { ...figure, what: "the slowest", measured: `${(at(100) / MS_PER_SECOND).toFixed(2)} s` },
      ]);
    } finally {
      await browser.close();
      await close();
    }
  });
}

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const script = fileURLToPath(new URL("./time-zones/print-scenario.mjs", import.meta.url));

async function scenarioIn(zone: string): Promise<{ readonly offset: number; readonly printed: string }> {
  const { stdout } = await run(process.execPath, [script], {
    env: { ...process.env, TZ: zone },
    maxBuffer: 10_000_000,
  });
  const end = stdout.indexOf("\n");
  return { offset: Number(stdout.slice(0, end)), printed: stdout.slice(end + 1) };
}

it("records, stores and partitions the same in every time zone, over clock changes and the ends of months", async () => {
  const utc = await scenarioIn("UTC");
  const others = await Promise.all(["Europe/Berlin", "America/New_York", "Asia/Kolkata"].map(scenarioIn));
  expect(others.map(({ offset }) => offset)).toEqual([-120, 240, -330]);
  for (const { printed } of others) expect(printed).toBe(utc.printed);
  expect(utc.printed).toContain('"timestamp": "2025-03-30T01:59:59.999500Z"');
  expect(utc.printed).toContain('"partition": "execution_traces_2025_11"');
}, 60_000);

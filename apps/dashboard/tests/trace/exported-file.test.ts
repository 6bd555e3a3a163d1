import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exportPage, exportTrace, type Trace } from "@steptrace/core";
import { expect, onTestFinished } from "vitest";
import { assets } from "../support/page-test.js";
import { expectReadable } from "../support/window.js";
import { deep, failure, HOSTILE, hostile } from "./traces.js";
import { expectState, rowsOf } from "./waterfall-page.js";
import { windowTest as test } from "./window-test.js";

/** The address of a file with a trace in it. */
async function fileOf(trace: Trace): Promise<string> {
  const template = await readFile(assets.exportTemplate, "utf8");
  return write(exportPage(template, exportTrace(trace, new Date())));
}

async function write(content: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "steptrace-export-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const path = join(directory, "trace.html");
  await writeFile(path, content);
  return pathToFileURL(path).href;
}

test("opens from disk, offline, with the same waterfall", async ({ windows }) => {
  const url = await fileOf(failure("failure"));
  const { page, requests, complaints } = await windows.open(url, { offline: true });
  await page.waitForSelector("[data-row]");
  expect(await rowsOf(page)).toEqual([
    "load config",
    "build",
    "  compile",
    "  package",
    "push",
    "  attempt 1",
    "  attempt 2",
  ]);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByText("deploy.yaml").waitFor();
  await expectState(page, { step: "0", open: "true" });
  await page.reload();
  await page.getByText("deploy.yaml").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expectState(page, { step: "5" });
  await page.getByRole("button", { name: "Raw JSON" }).click();
  await page.getByRole("dialog").getByText('"traceId": "failure"').waitFor();
  expect(requests.filter((asked) => !asked.startsWith(url))).toEqual([]);
  expect(complaints).toEqual([]);
});

test("shows whatever the trace holds as text, and runs nothing but its own script", async ({ windows }) => {
  const url = await fileOf(hostile("hostile"));
  const { page, complaints } = await windows.open(`${url}#step=0&open=true`, { offline: true });
  await page.getByRole("complementary", { name: "Step" }).getByText("onerror").first().waitFor();
  expect(await page.locator("img[src]").count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { text: 'alert(4)' }))",
  );
  await expect.poll(() => complaints.join()).toContain("Content Security Policy");
  expect(complaints.join()).not.toContain("dialog");
});

test("opens 50,000 steps", async ({ windows }) => {
  const { page, complaints } = await windows.open(await fileOf(deep("deep", 50_000, 8)), { offline: true });
  await page.waitForSelector("[data-row]");
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("End");
  await page.getByText("step 49999", { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test("says what is wrong where it holds no trace", async ({ windows }) => {
  const template = await readFile(assets.exportTemplate, "utf8");
  const { page } = await windows.open(await write(template), { offline: true });
  await page.getByRole("heading", { name: "This file holds no trace" }).waitFor();
  const cut = exportPage(template, exportTrace({ ...failure("x"), steps: [] }, new Date())).replace(
    '"version":1',
    '"version":9',
  );
  const other = await windows.open(await write(cut), { offline: true });
  await other.page.getByText("expected version 1").waitFor();
});

test("can be read by all, in light and dark, on a telephone too", async ({ windows }) => {
  const urls = [
    await fileOf(failure("failure")),
    await fileOf({ ...hostile("hostile"), skillName: HOSTILE }),
  ];
  for (const url of urls) {
    const { page } = await windows.open(`${url}#step=0&open=true`);
    await page.waitForSelector("[data-row]");
    await expectReadable(page);
  }
});

import { ExecutionTracer } from "@steptrace/core";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { type Site, pageTest as test } from "./support/page-test.js";

const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const table = (page: Page) => page.getByRole("table", { name: "Traces" });
/** How many rows there are, on the screen or not; -1 while more can be loaded. */
const rowCount = async (page: Page) => Number(await table(page).getAttribute("aria-rowcount")) - 1;

async function record(site: Site, executionId: string): Promise<void> {
  const tracer = new ExecutionTracer({ storage: site.options.storage, events: site.events, strict: true });
  await tracer.trace("deploy-service", { executionId }, (trace) => trace.step("push", async () => {}));
}

describe("the list of traces", () => {
  test("is filtered by status, skill and what else there is, each of it in the address", async ({
    windows,
  }) => {
    const { page } = await windows.open("/traces");
    const filters = page.getByRole("search");
    await filters.getByRole("button", { name: "failed", exact: true }).click();
    await expect.poll(() => search(page)).toEqual({ status: "failed" });
    await filters.getByLabel("Skill").fill("deploy-service");
    await expect.poll(() => search(page)).toEqual({ status: "failed", skill: "deploy-service" });
    await filters.getByRole("button", { name: "More" }).click();
    await filters.getByLabel("Metadata").fill("region=eu");
    await filters.getByLabel("Took at least").fill("0.1 s");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => search(page))
      .toEqual({ status: "failed", skill: "deploy-service", metadata: "region=eu", minDuration: "100" });
    await expect.poll(() => table(page).getByRole("row").nth(1).textContent()).toContain("deploy-service");
    await filters.getByRole("button", { name: "status failed" }).click();
    await expect.poll(() => Object.keys(search(page))).not.toContain("status");
    await filters.getByRole("button", { name: "Clear all" }).click();
    await expect.poll(() => search(page)).toEqual({});
  });

  test("finds words of what stands in a trace", async ({ windows }) => {
    const { page } = await windows.open("/traces");
    await page.keyboard.press("/");
    await page.keyboard.type("mailbox");
    await page.keyboard.press("Enter");
    await expect.poll(() => search(page)).toEqual({ text: "mailbox" });
    await expect
      .poll(() => table(page).getByRole("row").nth(1).textContent())
      .toContain("mailbox of customer");
    expect(await table(page).getByText("registry").count()).toBe(0);
  });

  test("says what is wrong with a filter, and keeps the one before", async ({ windows }) => {
    const { page } = await windows.open("/traces");
    await page.keyboard.press("e");
    await page.getByLabel("Took at least").fill("long");
    await page.getByText("As in 250 ms, 1.5 s, 2 m 30 s").waitFor();
    await page.keyboard.press("Enter");
    expect(search(page)).toEqual({});
  });

  test("goes on to its end while one scrolls", async ({ site, windows }) => {
    const { page } = await windows.open("/traces");
    await expect
      .poll(
        async () => {
          await page.mouse.wheel(0, 4000);
          return rowCount(page);
        },
        { timeout: 45_000 },
      )
      .toBeGreaterThanOrEqual(site.history.count);
    await page.getByText(/^All \d+ of them$/).waitFor();
  });

  test("grows by what ends meanwhile, unless one reads further down", async ({ site, windows }) => {
    const { page } = await windows.open("/traces?skill=deploy-service");
    await record(site, "just-now");
    await table(page).getByText("just-now").waitFor();
    await page.mouse.wheel(0, 3000);
    await expect.poll(() => page.evaluate("scrollY")).toBeGreaterThan(1000);
    await record(site, "while-reading");
    await page.getByRole("button", { name: "A new trace above" }).click();
    await table(page).getByText("while-reading").waitFor();
  });
});

describe("what ends while the list is not followed", () => {
  test("is there when one comes back, and when live goes on", async ({ site, windows }) => {
    const { page } = await windows.open("/traces?skill=deploy-service");
    await page.keyboard.press("g");
    await page.keyboard.press("f");
    await page.getByRole("heading", { name: "Failures" }).waitFor();
    await record(site, "while-away");
    await page.goBack();
    await table(page).getByText("while-away").waitFor();
    await page.getByRole("switch", { name: "Live" }).click();
    await page.getByRole("switch", { name: "Paused" }).waitFor();
    await record(site, "while-paused");
    await page.getByRole("switch", { name: "Paused" }).click();
    await table(page).getByText("while-paused").waitFor();
  });
});

describe("the plot", () => {
  test("sets time and duration to what is chosen on it", async ({ windows }) => {
    const { page } = await windows.open("/traces");
    const over = page.locator(".u-over");
    const box = await over.boundingBox();
    if (box === null) throw new Error("the plot is not on the screen");
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.6, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(() => Object.keys(search(page)).toSorted())
      .toEqual(["maxDuration", "minDuration", "since", "until"]);
    const { since = "", until = "", minDuration, maxDuration } = search(page);
    const days = (Date.parse(until) - Date.parse(since)) / 86_400_000;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(4);
    expect(Number(maxDuration)).toBeGreaterThan(Number(minDuration));
    await page.goBack();
    await expect.poll(() => search(page)).toEqual({});
  });

  test("says in words how much is on it", async ({ windows }) => {
    const { page } = await windows.open("/traces?skill=invoice-run");
    await page.getByRole("img", { name: /^60 traces, \d+ of them failed/ }).waitFor();
  });
});

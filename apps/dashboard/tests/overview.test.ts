import { ExecutionTracer } from "@steptrace/core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { pageTest as test } from "./support/page-test.js";

const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

test("a newcomer finds the slowest execution and the step that made it so, and a kind of failure with its traces", async ({
  site,
  windows,
}) => {
  const { page } = await windows.open("/");
  const slowest = page.getByRole("region", { name: "Slowest executions" }).getByRole("listitem").first();
  expect(await slowest.textContent()).toMatch(/^deploy-service\d m \d\d ssuccess/);
  await slowest.getByRole("link").click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/traces/${site.history.slowest}`);
  await page.getByText("Waited longest for").locator("..").getByRole("button", { name: "push" }).click();
  await page.getByRole("complementary", { name: "Step" }).getByRole("heading", { name: "push" }).waitFor();
  await page.goto(site.url);
  await page.getByRole("region", { name: "Latest kinds of failure" }).getByText("registry answered").click();
  await page.getByRole("heading", { name: "Its failures" }).waitFor();
  await page.getByRole("table", { name: "Traces" }).getByRole("link").first().click();
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/traces\//);
});

test("skills have their figures", async ({ windows }) => {
  const { page } = await windows.open("/");
  const row = page.getByRole("row", { name: /deploy-service/ });
  const cells = await row.getByRole("cell").allTextContents();
  expect(cells[0]).toBe("120");
  expect(cells[1]).toMatch(/^\d+(\.\d)?\u202f%$/);
  expect(cells[2]).toMatch(/^\d\.\d\d s$/);
  expect(await row.getByRole("img").getAttribute("aria-label")).toMatch(/^120 runs, \d+ failed$/);
});

test("a time is chosen, stands in the address, and goes along to other pages", async ({ windows }) => {
  const { page } = await windows.open("/");
  await page.getByRole("button", { name: "Time: Last 7 days" }).click();
  await page.getByRole("button", { name: "Last 24 hours" }).click();
  await expect.poll(() => search(page)).toEqual({ range: "24h" });
  await page.getByRole("navigation").getByRole("link", { name: "Failures" }).click();
  await expect.poll(() => page.url()).toMatch(/\/failures\?range=24h$/);
  await page.getByRole("button", { name: "Time: Last 24 hours" }).click();
  await page.getByLabel("From", { exact: true }).fill("2026-01-02T03:04:05");
  await page.getByLabel("To", { exact: true }).fill("2026-02-03T04:05:06");
  await page.getByRole("button", { name: "Show this time" }).click();
  await expect.poll(() => Object.keys(search(page))).toEqual(["since", "until"]);
  await page.getByText("Nothing failed in this time").waitFor();
});

test("what is running is counted and listed while it runs", async ({ site, windows }) => {
  const tracer = new ExecutionTracer({ journal: site.journal });
  await tracer.startTrace("still-going", { executionId: "now" });
  const { page } = await windows.open("/");
  await page.getByRole("link", { name: "1", exact: true }).click();
  await expect.poll(() => search(page)).toEqual({ status: "running" });
  await page.getByRole("table", { name: "Traces" }).getByText("still-going").waitFor();
});

import { expect } from "vitest";
import { pageTest as test } from "./support/page-test.js";

test("two traces are chosen, compared and swapped", async ({ site, windows }) => {
  const { page } = await windows.open("/compare");
  const { succeeded, failed } = site.history;
  await page.getByLabel("Id of trace A").fill(succeeded);
  await page.getByLabel("Id of trace A").press("Enter");
  await page.getByLabel("Id of trace B").fill(failed);
  await page.getByLabel("Id of trace B").press("Enter");
  const divergence = page.getByRole("region", { name: "First divergence" });
  expect(await divergence.textContent()).toMatch(/push succeeded.*push failed.*registry answered 503/s);
  const missing = page.getByRole("row", { name: /health check/ });
  expect(await missing.textContent()).toContain("missing");
  expect(
    await page
      .getByRole("row", { name: /^build/ })
      .first()
      .textContent(),
  ).toContain("b");
  await page.getByRole("button", { name: "Swap" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("a")).toBe(failed);
  await expect.poll(() => page.getByRole("row", { name: /health check/ }).textContent()).toContain("added");
});

test("a trace beside itself is the same", async ({ site, windows }) => {
  const { page } = await windows.open(`/compare?a=${site.history.failed}&b=${site.history.failed}`);
  await page.getByText("Both did the same").waitFor();
  await page.getByRole("button", { name: "Only differences" }).click();
  await page.getByRole("heading", { name: "No step differs" }).waitFor();
});

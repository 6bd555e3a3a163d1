import { expect } from "vitest";
import { pageTest as test } from "./support/page-test.js";

test("months, counters and what was looked at are shown", async ({ site, windows }) => {
  const { page } = await windows.open("/storage");
  await page.getByText("Nothing is wrong").waitFor();
  const months = await page.getByRole("table").getByRole("rowheader").allTextContents();
  expect(months.length).toBeGreaterThanOrEqual(4);
  expect(months.every((month) => /^\d{4}-\d\d$/.test(month))).toBe(true);
  expect(await page.getByText("Stored", { exact: true }).locator("..").textContent()).toBe(
    `Stored${site.history.count}`,
  );
  await page.getByText("No Redis was given").waitFor();
});

test("what is wrong is shown with what mends it, to be copied", async ({ db, windows }) => {
  await db.sql`DROP INDEX ${db.sql(await someIndex(db.sql))} CASCADE`;
  const { page } = await windows.open("/storage");
  const findings = page.getByRole("region", { name: /^To mend/ });
  await findings.waitFor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const fix = await findings.locator("pre").first().textContent();
  await findings.getByRole("button", { name: "Copy" }).first().click();
  await findings.getByText("Copied").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(fix);
});

async function someIndex(sql: import("postgres").Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`
    SELECT indexrelid::regclass::text AS name FROM pg_index
    WHERE indrelid = 'execution_traces'::regclass AND NOT indisprimary ORDER BY 1 LIMIT 1`;
  return row?.name ?? "";
}

import type { Page } from "playwright-core";
import { expect } from "vitest";

/** The names of the rows on the screen, from top to bottom, each indented by its depth. */
export async function rowsOf(page: Page): Promise<readonly string[]> {
  const rows = await page.locator("[role=row][data-row]").all();
  const read = await Promise.all(
    rows.map(async (row) => ({
      index: Number(await row.getAttribute("aria-rowindex")),
      text:
        "  ".repeat(Number(await row.getAttribute("aria-level")) - 1) +
        (await row.locator("bdi").first().textContent()),
    })),
  );
  return read.sort((a, b) => a.index - b.index).map(({ text }) => text);
}

/** What stands in the address after the `?` or the `#`. */
export function stateIn(page: Page): Readonly<Record<string, string>> {
  const { search, hash } = new URL(page.url());
  return Object.fromEntries(new URLSearchParams(search || hash.slice(1)));
}

/** Waits until the address says this, and nothing else. */
export async function expectState(page: Page, state: Readonly<Record<string, string>>): Promise<void> {
  await expect.poll(() => stateIn(page)).toEqual(state);
}

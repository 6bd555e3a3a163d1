import type { Page } from "playwright-core";
import { expect } from "vitest";

/** The names of the rows on the screen, from top to bottom, each indented by its depth. */
export function rowsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll("[role=row][data-row]")]
    .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
    .map((row) => "  ".repeat(row.ariaLevel - 1) + row.querySelector("bdi").textContent)`);
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

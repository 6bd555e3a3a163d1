import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

export interface WindowOptions {
  /** @default 1280 */
  readonly width?: number;
  /** @default "light" */
  readonly theme?: "light" | "dark";
  /** @default false */
  readonly offline?: boolean;
}

/** A window of a browser, with a profile of its own, and what it has asked for and complained of. */
export interface Window {
  readonly page: Page;
  /** Addresses that were asked for. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, errors that nobody caught, and dialogs. */
  readonly complaints: readonly string[];
}

const HEIGHT = 800;

/** Opens an address, and waits until nothing is on its way any more. */
export async function openWindow(
  browser: Browser,
  url: string,
  { width = 1280, theme = "light", offline = false }: WindowOptions = {},
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme: theme,
    // What moves is drawn over and over, which tests have to wait for.
    reducedMotion: "reduce",
    locale: "en",
    offline,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) complaints.push(said.text());
  });
  await page.goto(url);
  await settled(page);
  return { page, requests, complaints };
}

/** Waits until a title is there, and no part of the page is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.locator('[role="status"][aria-label="Loading"]').first().waitFor({ state: "detached" });
}

const HEIGHT_OF_TELEPHONE = 780;
const TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/** Expects a page to be as it should for whoever reads it: in light and in dark, on a desk and on a telephone. */
export async function expectReadable(page: Page): Promise<void> {
  await expect.poll(() => violations(page)).toEqual([]);
  // What is wrong in the dark is so at any width.
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: HEIGHT_OF_TELEPHONE });
  await expect.poll(() => page.evaluate(TOO_WIDE)).toBe(0);
  await expect.poll(() => violations(page)).toEqual([]);
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong with a page; nothing where all is well. @see https://github.com/dequelabs/axe-core */
export async function violations(page: Page): Promise<readonly string[]> {
  const { source } = await import("axe-core");
  // What fades in has not its colours yet.
  await page.evaluate(
    "Promise.all(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations < 9).map((a) => a.finished))",
  );
  // Not by a script element, which the page's policy forbids.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  const found = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((n) => n.html + " " + n.failureSummary).join(" | ")))`,
  );
  return found as readonly string[];
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";

/** Moves the rows on, a screen in about two frames. */
export const SCROLLING = "rows.scrollTop += 350";

/** Shows other rows in every frame. */
export const JUMPING = "rows.scrollTop = Math.random() * rows.scrollHeight";

const FRAMES = 300;

/** Milliseconds. */
export interface Opening {
  /** From the click until the rows are painted. */
  readonly totalMs: number;
  /** Of that, until the server had answered. */
  readonly answerMs: number;
}

/** How long a click on a trace in the list takes; the list is there by then, and nothing of the trace. */
export async function openTrace(page: Page, url: string, traceId: string): Promise<Opening> {
  await page.goto(`${url}traces`);
  const link = page.locator(`a[href*="${traceId}"]`).first();
  await link.waitFor();
  const timed = page.evaluate<Opening>(`new Promise((resolve) => {
    let clicked = 0;
    document.addEventListener("click", () => { clicked = performance.now(); }, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (document.querySelector("[role=treegrid] [data-row]") === null) return;
      observer.disconnect();
      // In the frame after the next, the one that has the rows is painted.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const answer = performance.getEntriesByType("resource").findLast(({ name }) => name.endsWith("${traceId}"));
        resolve({ totalMs: performance.now() - clicked, answerMs: answer.responseEnd - clicked });
      }));
    });
    observer.observe(document.body, { childList: true, subtree: true });
  })`);
  await link.click();
  return timed;
}

/** How many milliseconds each frame takes, while something is done in each. */
export function framesWhile(page: Page, act: string): Promise<readonly number[]> {
  return page.evaluate<readonly number[]>(`new Promise((resolve) => {
    const rows = document.querySelector("[role=treegrid]");
    const times = [];
    const frame = (now) => {
      times.push(now);
      if (times.length > ${FRAMES}) return resolve(times.slice(1).map((time, index) => time - times[index]));
      ${act};
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  })`);
}

/** From then on, each trace of an execution `at-MILLISECONDS-…` is timed when the frame is painted that shows it first. */
export function startTiming(page: Page): Promise<void> {
  return page.evaluate(`(() => {
    const seen = new Map();
    window.shownTimes = seen;
    const look = () => {
      for (const [id] of document.body.textContent.matchAll(/at-\\d{13}-\\d+/g))
        if (!seen.has(id)) seen.set(id, Date.now() - Number(id.split("-")[1]));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })()`);
}

/** Milliseconds from each execution's moment to the screen. */
export const SHOWN_TIMES = "[...window.shownTimes.values()]";

/** What is true in our page when the rows of a trace are there. */
export const ROWS_ARE_SHOWN = 'document.querySelector("[role=treegrid] [data-row]") !== null';

const LOOK_MS = 20;

/** Milliseconds from the beginning of a visit, in a browser that knows nothing of it, to the frame in which something is shown. */
export async function visit(browser: Browser, url: string, isShown: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(`(() => {
    const look = () => {
      if (!(${isShown})) return requestAnimationFrame(look);
      requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAt = performance.now(); }));
    };
    requestAnimationFrame(look);
  })()`);
  await page.goto(url);
  // Not by waitForFunction, which our page's policy keeps from evaluating texts.
  let shownAt: number | null = null;
  while (shownAt === null) {
    await sleep(LOOK_MS);
    shownAt = await page.evaluate<number | null>("window.shownAt ?? null");
  }
  await context.close();
  return shownAt;
}

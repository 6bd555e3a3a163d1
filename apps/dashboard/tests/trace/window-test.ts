import { findChromium } from "@steptrace/test-services";
import { type Browser, chromium } from "playwright-core";
import { type TestAPI, test } from "vitest";
import { openWindow, type Window, type WindowOptions } from "../support/window.js";

/** Opens addresses, each in a window of its own; they are closed after the test. */
export interface Windows {
  open(url: string, options?: WindowOptions): Promise<Window>;
}

/** A `test` with `windows` of a browser, and nothing that is served. */
export const windowTest: TestAPI<{ readonly browser: Browser; readonly windows: Windows }> = test.extend<{
  $file: { browser: Browser };
  $test: { windows: Windows };
}>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that a function needs from its pattern
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  windows: async ({ browser }, use) => {
    const opened: Window[] = [];
    const open: Windows["open"] = async (url, options) => {
      const window = await openWindow(browser, url, options);
      opened.push(window);
      return window;
    };
    await use({ open });
    for (const { page } of opened) await page.context().close();
  },
});

import type { Browser } from "playwright-core";
import { type TestAPI, test } from "vitest";
import { useBrowser, useWindows, type Windows } from "../support/use-windows.js";

/** A `test` with `windows` of a browser, and nothing that is served. */
export const windowTest: TestAPI<{ readonly browser: Browser; readonly windows: Windows }> = test.extend<{
  $file: { browser: Browser };
  $test: { windows: Windows };
}>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that a function needs from its pattern
    async ({}, use) => useBrowser(use),
    { scope: "file" },
  ],
  windows: async ({ browser }, use) => useWindows(browser, "", use),
});

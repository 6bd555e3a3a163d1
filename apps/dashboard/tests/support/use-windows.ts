import { findChromium } from "@steptrace/test-services";
import { type Browser, chromium } from "playwright-core";
import { openWindow, type Window, type WindowOptions } from "./window.js";

/** Opens pages; they are closed after the test. */
export interface Windows {
  /** Opens a path of the site, or any address. */
  open(address: string, options?: WindowOptions): Promise<Window>;
}

/** A browser, for as long as `use` takes. */
export async function useBrowser(use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
  await use(browser);
  await browser.close();
}

/** Windows of a browser, for as long as `use` takes. `site` is what stands before a path, without a slash at its end. */
export async function useWindows(
  browser: Browser,
  site: string,
  use: (windows: Windows) => Promise<void>,
): Promise<void> {
  const opened: Window[] = [];
  const open: Windows["open"] = async (address, options) => {
    const window = await openWindow(browser, address.startsWith("/") ? site + address : address, options);
    opened.push(window);
    return window;
  };
  await use({ open });
  for (const { page } of opened) await page.context().close();
}

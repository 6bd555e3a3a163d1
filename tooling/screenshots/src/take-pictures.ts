import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { findChromium } from "@steptrace/test-services";
import { type Browser, chromium } from "playwright-core";
import type { Scene } from "./scenes.js";

/** What of the page is on the screen. */
export interface Frame {
  readonly theme: "light" | "dark";
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for each of the page's. */
  readonly scale: number;
}

/** Writes a picture of each scene in each frame into a directory, as `NAME-THEME.png`, or with the width where there are several. */
export async function takePictures(
  url: string,
  scenes: readonly Scene[],
  frames: readonly Frame[],
  directory: string,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const isOneWidth = new Set(frames.map(({ width }) => width)).size === 1;
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
  try {
    for (const frame of frames)
      for (const scene of scenes) {
        const size = isOneWidth ? "" : `-${frame.width}`;
        const file = join(directory, `${scene.name}${size}-${frame.theme}.png`);
        await takePicture(browser, url + scene.path, frame, file);
        console.log(file);
      }
  } finally {
    await browser.close();
  }
}

async function takePicture(browser: Browser, url: string, frame: Frame, path: string): Promise<void> {
  const { theme, width, height, scale } = frame;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en",
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("h1").first().waitFor();
  await page.locator('[role="status"][aria-label="Loading"]').first().waitFor({ state: "detached" });
  await page.screenshot({ path });
  await context.close();
}

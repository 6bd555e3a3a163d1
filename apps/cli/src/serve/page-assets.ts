import { existsSync } from "node:fs";
import { assets, type PageAssets } from "@steptrace/dashboard";

/** The built page; `undefined` in a clone where it was not built. */
export async function pageAssets(): Promise<PageAssets | undefined> {
  return existsSync(assets.exportTemplate) ? assets : undefined;
}

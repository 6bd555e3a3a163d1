import { readFile } from "node:fs/promises";
import { UsageError } from "../faults/usage-error.js";
import { pageAssets } from "../serve/page-assets.js";

/** The page of one file that a trace is put into. @throws {UsageError} in a clone where it was not built */
export async function exportTemplate(): Promise<string> {
  const assets = await pageAssets();
  if (assets !== undefined) return readFile(assets.exportTemplate, "utf8");
  throw new UsageError(
    "The page that a trace is put into was not built. Run npm run build, or use --format json.",
  );
}

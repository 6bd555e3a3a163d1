import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { PageAssets } from "../../src/index.js";

const DOCUMENT = `<!doctype html><html><head><link rel="icon" href="/favicon.svg" /></head><body>the page</body></html>`;

/** A page as small as one can be, and beside its folder what nobody may read. */
export async function pageFiles(): Promise<PageAssets> {
  const root = await mkdtemp(join(tmpdir(), "steptrace-page-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const directory = join(root, "page");
  const exportTemplate = join(root, "export.html");
  await mkdir(join(directory, "assets"), { recursive: true });
  await writeFile(join(root, "secret.txt"), "secret");
  await writeFile(join(directory, "index.html"), DOCUMENT);
  await writeFile(join(directory, "favicon.svg"), "<svg />");
  await writeFile(join(directory, "assets", "main-abc123.js"), `console.log("${"x".repeat(5000)}");`);
  await writeFile(
    exportTemplate,
    `<script type="application/json" id="steptrace-export">__STEPTRACE_EXPORT__</script>`,
  );
  return { directory, exportTemplate };
}

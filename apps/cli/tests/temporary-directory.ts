import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@steptrace/postgres-store";
import { preparedDirectory } from "@steptrace/test-utils";
import { onTestFinished } from "vitest";

/** A directory that is removed after the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "steptrace-cli-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** One with an embedded store, in which nothing was stored yet. */
export async function storeDirectory(): Promise<string> {
  const store = await preparedDirectory({
    template: "migrated-store",
    prepare: async (directory) => void (await migrate({ directory })),
  });
  const directory = await temporaryDirectory();
  await rename(store, join(directory, ".steptrace"));
  return directory;
}

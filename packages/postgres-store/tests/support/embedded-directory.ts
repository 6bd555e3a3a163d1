import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparedDirectory } from "@steptrace/test-utils";
import { onTestFinished } from "vitest";
import { migrate } from "../../src/index.js";

/** A path of a test's own, where nothing is yet. */
export async function freshDirectory(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "steptrace-embedded-"));
  onTestFinished(() => rm(parent, { recursive: true, force: true, maxRetries: 5 }));
  return join(parent, "made", "on", "demand");
}

/** A store as its first opening makes it. */
export function migratedDirectory(onFinished?: (remove: () => Promise<void>) => void): Promise<string> {
  return preparedDirectory(
    { template: "migrated-store", prepare: async (directory) => void (await migrate({ directory })) },
    onFinished,
  );
}

import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { migrate } from "../../src/index.js";

/** A path of a test's own, where nothing is yet. */
export async function freshDirectory(): Promise<string> {
  const parent = await makeParent();
  onTestFinished(() => remove(parent));
  return join(parent, "made", "on", "demand");
}

let template: Promise<string> | undefined;

/** A store of a test's own, as its first opening makes it: a copy, for that takes seconds. */
export async function migratedDirectory(): Promise<string> {
  template ??= makeTemplate();
  const directory = await freshDirectory();
  await cp(await template, directory, { recursive: true });
  return directory;
}

/** Removes what the copies were made of; for `afterAll`. */
export async function removeTemplate(): Promise<void> {
  if (template !== undefined) await remove(await template);
}

async function makeTemplate(): Promise<string> {
  const directory = await makeParent();
  await migrate({ directory });
  return directory;
}

function makeParent(): Promise<string> {
  return mkdtemp(join(tmpdir(), "steptrace-embedded-"));
}

function remove(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true, maxRetries: 5 });
}

import { existsSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withAdministrator } from "@steptrace/test-services";
import { inject, onTestFinished } from "vitest";
import "./provided-context.js";

/** What a directory holds at first. */
export interface DirectoryOptions {
  /**
   * Names the directory that is copied. Test files that name the same template share it: it is made once in a run.
   */
  readonly template: string;
  /** Makes it. It must have closed what it opened there when it resolves. */
  prepare(directory: string): Promise<void>;
}

/**
 * A directory of a test's own, as `prepare` makes one, and removed when the test is finished: a copy, for the first start
 * of an embedded store takes seconds. Outside of a test, say when it is to be removed.
 *
 * @param onFinished called with what removes it
 * @example
 * const directory = await preparedDirectory({
 *   template: "store",
 *   prepare: async (directory) => void (await migrate({ directory })),
 * });
 */
export async function preparedDirectory(
  options: DirectoryOptions,
  onFinished: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const template = await templateDirectory(options);
  const parent = await mkdtemp(join(tmpdir(), "steptrace-test-"));
  onFinished(() => rm(parent, { recursive: true, force: true, maxRetries: 5 }));
  const directory = join(parent, "store");
  await cp(template, directory, { recursive: true });
  return directory;
}

/** Made by the first who comes; files that come at the same time wait for it, as for a template database. */
async function templateDirectory({ template, prepare }: DirectoryOptions): Promise<string> {
  const path = join(inject("templateDirectories"), template);
  if (existsSync(path)) return path;
  await withAdministrator(inject("databaseUrl"), async (sql) => {
    // Held until the connection closes.
    await sql`SELECT pg_advisory_lock(hashtextextended(${path}, 0))`;
    if (existsSync(path)) return;
    const draft = await mkdtemp(`${path}-`);
    await prepare(draft);
    // What exists counts as complete.
    await rename(draft, path);
  });
  return path;
}

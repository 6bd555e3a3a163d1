import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A directory that one test has to itself, and that is gone after it. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "steptrace-demo-test-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StorageError } from "@steptrace/core";
import { makeDirectory } from "./make-directory.js";
import { isGone, ownMark, type ProcessMark } from "./process-mark.js";

const PREFIX = "lock-";
const RETRY_MS = 100;

interface Holder {
  readonly path: string;
  readonly mark: ProcessMark;
}

/**
 * Takes a directory for this process alone: two processes on one PGlite directory lose each other's rows without an
 * error. Waits while another has it; a lock whose process is gone is taken over.
 *
 * Each process puts up a file of its own and then looks for those of others: whoever sees one takes its own back and
 * waits. Of two, at least the later one sees the other. As every file's name is used once, removing that of a dead
 * process can never hit the lock of a living one.
 *
 * @param directory absolute; made where it is missing
 * @param waitMs milliseconds to wait at most
 * @param joinHolder tries to do without it, while another process has it; `undefined` where it cannot
 * @returns the function that gives it back; or what `joinHolder` found
 * @throws {StorageError} with reason `held`, naming the holder
 */
export async function lockDirectory<T = never>(
  directory: string,
  waitMs: number,
  joinHolder: () => Promise<T | undefined> = async () => undefined,
): Promise<(() => Promise<void>) | T> {
  await makeDirectory(directory);
  const own = join(directory, `${PREFIX}${randomUUID()}`);
  const deadline = performance.now() + waitMs;
  for (;;) {
    let holder = await findHolder(directory, own);
    if (holder === undefined) {
      await putUp(own);
      holder = await findHolder(directory, own);
      if (holder === undefined) return () => rm(own, { force: true });
      await rm(own, { force: true });
    }
    const joined = await joinHolder();
    if (joined !== undefined) return joined;
    if (performance.now() >= deadline) throw heldError(directory, holder, waitMs);
    // Not all at the same moment: those who met would meet again.
    await sleep(RETRY_MS * (0.5 + Math.random()));
  }
}

/** Whole or not at all: a half-written file would be nobody's. */
async function putUp(path: string): Promise<void> {
  const draft = path.replace(PREFIX, "draft-");
  await writeFile(draft, JSON.stringify(await ownMark()));
  await rename(draft, path);
}

/** A living process with its lock up; those of the dead are removed. */
async function findHolder(directory: string, own: string): Promise<Holder | undefined> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (!name.startsWith(PREFIX) || path === own) continue;
    const mark = await readMark(path);
    if (mark === undefined) continue;
    if (!(await isGone(mark))) return { path, mark };
    await rm(path, { force: true });
  }
  return undefined;
}

/** `undefined` where the file is gone again. @throws {StorageError} where it is empty, as after a power cut */
async function readMark(path: string): Promise<ProcessMark | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as ProcessMark;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    throw new StorageError(
      `Nobody can say who holds the embedded store: ${path} is no lock of steptrace's, or was not written whole. ` +
        "Make sure that no process uses the store, and remove that file.",
      { reason: "held", cause: error },
    );
  }
}

function heldError(directory: string, { path, mark }: Holder, waitMs: number): StorageError {
  const isOwn = mark.pid === process.pid;
  const who = isOwn ? "this process itself" : `process ${mark.pid} on ${mark.host}`;
  const advice = isOwn
    ? "Share the one that is open (a TraceQuery takes a TraceStorage), or close it first."
    : `Wait until that process has ended or stop it; if it is no process of steptrace, remove ${path}.`;
  return new StorageError(
    `The embedded store in ${directory} is held by ${who}, and was not given back within ${waitMs} ms. ${advice}`,
    { reason: "held" },
  );
}

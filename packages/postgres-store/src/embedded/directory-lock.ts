import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StorageError } from "@steptrace/core";

const LOCK_FILE = "lock";
const RETRY_MS = 100;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes a directory for this process alone: two processes on one PGlite directory lose each other's rows without an
 * error. Waits while another has it; a lock whose process is gone is taken over.
 *
 * @param waitMs milliseconds to wait at most
 * @returns the function that gives it back
 * @throws {StorageError} with reason `held`, naming the holder
 */
export async function lockDirectory(directory: string, waitMs: number): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, LOCK_FILE);
  const deadline = performance.now() + waitMs;
  for (;;) {
    if (await tryCreate(path)) return () => rm(path, { force: true });
    const holder = await readHolder(path);
    if (holder !== undefined && isGone(holder)) await removeStale(path);
    else if (performance.now() >= deadline) throw heldError(directory, path, holder, waitMs);
    else await sleep(RETRY_MS);
  }
}

/** By a link: the file appears whole or not at all, and never in the place of another. */
async function tryCreate(path: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** One process at a time, and after a second look: else the second to come would remove the lock of the first. */
async function removeStale(path: string): Promise<void> {
  const turn = `${path}.removal`;
  if (!(await tryCreate(turn))) {
    const other = await readHolder(turn);
    if (other !== undefined && isGone(other)) await rm(turn, { force: true });
    return;
  }
  const holder = await readHolder(path);
  if (holder !== undefined && isGone(holder)) await rm(path, { force: true });
  await rm(turn, { force: true });
}

/** `undefined` where the file is gone again. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** A process of another machine (or container) cannot be asked after: its lock stands. */
function isGone(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function heldError(
  directory: string,
  path: string,
  holder: Holder | undefined,
  waitMs: number,
): StorageError {
  const who = holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}`;
  return new StorageError(
    `The embedded store in ${directory} is held by ${who}, and was not given back within ${waitMs} ms. ` +
      `Wait until that process has ended or stop it; if it is no process of steptrace, remove ${path}.`,
    { reason: "held" },
  );
}

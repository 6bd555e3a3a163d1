import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmdirSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What POSIX has for it; Node has nothing. */
const MAKE_PIPE = "mkfifo";

/** A pipe, as descriptors; each is to be closed by whoever uses it up. */
export interface Pipe {
  readonly writer: number;
  /** For this process: a read never waits. */
  readonly reader: number;
  /** The same end for another program, whose reads are to wait. */
  readonly waitingReader: number;
}

/**
 * Opens a pipe for a child's output. What Node gives to a child as a pipe is a socket, and a shell script's
 * `echo oops > /dev/stderr` fails on one. `undefined` where the platform makes no such pipe.
 */
export function openPipe(): Pipe | undefined {
  let directory: string | undefined;
  try {
    directory = mkdtempSync(join(tmpdir(), "steptrace-"));
    const path = join(directory, "stderr");
    if (spawnSync(MAKE_PIPE, ["-m", "600", path], { stdio: "ignore" }).status !== 0) return undefined;
    return openEnds(path);
  } catch {
    return undefined;
  } finally {
    if (directory !== undefined) removeDirectory(directory);
  }
}

/** The reader that waits for nothing first: else each end would wait for the other one to be opened. */
function openEnds(path: string): Pipe {
  const opened: number[] = [];
  const open = (flags: number): number => {
    const descriptor = openSync(path, flags);
    opened.push(descriptor);
    return descriptor;
  };
  try {
    const reader = open(constants.O_RDONLY | constants.O_NONBLOCK);
    return { reader, writer: open(constants.O_WRONLY), waitingReader: open(constants.O_RDONLY) };
  } catch (error) {
    opened.forEach(closeSync);
    throw error;
  } finally {
    unlinkSync(path);
  }
}

/** Not by rmSync: it asks for the type of the pipe, and Node 20 then takes the next symbolic link to a module for one. */
function removeDirectory(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // It is in the directory for temporary files, and empty.
  }
}

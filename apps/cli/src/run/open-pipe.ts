import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmdirSync, unlinkSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What POSIX has for it; Node has nothing. */
const MAKE_PIPE = "mkfifo";

/** A pipe to a child process. */
export interface ChildPipe {
  readonly reader: Socket;
  /** The descriptor that the child writes to; to be closed here once the child has it. */
  readonly writer: number;
}

/**
 * Opens a pipe for a child's output. What Node gives to a child as a pipe is a socket, and a shell script's
 * `echo oops > /dev/stderr` fails on one. `undefined` where the platform makes no such pipe.
 */
export function openPipe(): ChildPipe | undefined {
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

/** The reader first, without waiting: else each end would wait for the other one to be opened. */
function openEnds(path: string): ChildPipe {
  const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return { writer: openSync(path, constants.O_WRONLY), reader: new Socket({ fd: read, writable: false }) };
  } catch (error) {
    closeSync(read);
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

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { openPipe, type Pipe } from "./open-pipe.js";
import { OutputTail } from "./output-tail.js";
import { untilDrained } from "./until-drained.js";

const TAIL_BYTES = 32_768;

/**
 * What writes to this program's standard error, as a process of its own: that may stand still without us, and outlive
 * us. First what we send; then, when we are done or dead, whatever else comes from the command's pipe (3), for what the
 * command has left running must not lose its reader. Its own standard error ends between the two.
 *
 * Where nobody reads any more, `cat` dies of SIGPIPE, and then the command does as it would without us. Any other end of
 * `cat` (a full disk, a terminal that was closed) would end no writer, so what is written from then on is dropped.
 */
const PASS_ON = "cat; exec 2>/dev/null; cat <&3 || test $? -gt 128 || exec cat <&3 >/dev/null";

type Passer = ChildProcessByStdio<Writable, null, Readable>;

/** The standard error of a command: passed on to that of this program, its end kept. */
export interface StderrRelay {
  /** The descriptor that the command gets. */
  readonly writer: number;
  /** To be called once the command has the writer, or cannot be started. */
  closeWriter(): void;
  /** Reads what a command has left that has ended, and reads no more. Resolves to the last lines. Never rejects. */
  finish(): Promise<readonly string[]>;
  /** Resolves when everything that was read is written; a reader that stands still is waited for. */
  readonly delivered: Promise<void>;
}

/** `undefined` where the system has no such pipes, or no shell: Windows. */
export function relayStderr(): StderrRelay | undefined {
  const pipe = openPipe();
  if (pipe === undefined) return undefined;
  const passer = startPasser(pipe);
  if (passer === undefined) {
    closeSync(pipe.reader);
    closeSync(pipe.writer);
    return undefined;
  }
  return relay(pipe, passer);
}

/** In a session of its own: signals to our group, and from the terminal, are for the command. */
function startPasser({ waitingReader }: Pipe): Passer | undefined {
  try {
    const passer = spawn("sh", ["-c", PASS_ON], {
      stdio: ["pipe", 2, "pipe", waitingReader],
      detached: true,
    }) as Passer;
    passer.on("error", () => {});
    passer.unref();
    return passer.pid === undefined ? undefined : passer;
  } catch {
    return undefined;
  } finally {
    closeSync(waitingReader);
  }
}

function relay({ reader, writer }: Pipe, { stdin, stderr }: Passer): StderrRelay {
  const tail = new OutputTail(TAIL_BYTES);
  const source = new Socket({ fd: reader, writable: false });
  let ended = false;
  source.on("data", (chunk: Buffer) => {
    tail.add(chunk);
    // A command that runs waits for its reader, as it would without us; what one has left is no more than a pipe holds.
    if (!stdin.write(chunk) && !ended) source.pause();
  });
  stdin.on("drain", () => source.resume());
  for (const stream of [source, stdin, stderr]) stream.on("error", () => {});
  const delivered = new Promise<void>((resolve) => stderr.once("close", resolve));
  stderr.resume();
  void delivered.then(() => source.destroy());
  return {
    writer,
    closeWriter: () => closeSync(writer),
    delivered,
    async finish() {
      ended = true;
      source.resume();
      await untilDrained(source);
      source.destroy();
      stdin.end();
      return tail.lines();
    },
  };
}

import type { WriteStream } from "node:tty";
import { createPaint, type Paint } from "./paint.js";

const LEAST_WIDTH = 60;
const MOST_WIDTH = 140;

/** Who reads the output. */
export interface Terminal {
  /** In columns; endless where lines are not cut. */
  readonly width: number;
  /** Whether a line can be written over. */
  readonly isLive: boolean;
  readonly paint: Paint;
}

/** What is known about a stream; one that is no terminal, but a file or a pipe, gets plain text. */
export function terminalOf(stream: WriteStream): Terminal {
  const isLive = stream.isTTY === true && process.env["TERM"] !== "dumb";
  return {
    width: isLive ? Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, stream.columns)) : Number.MAX_SAFE_INTEGER,
    isLive,
    // Node.js heeds NO_COLOR and FORCE_COLOR in answering this.
    paint: createPaint(isLive && stream.hasColors()),
  };
}

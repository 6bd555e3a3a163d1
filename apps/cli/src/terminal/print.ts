import { visibleLines } from "@steptrace/terminal/text";
import { OutputError } from "../faults/output-error.js";

/** Writes a text, and a line break, to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a message to standard error, under the name of the program; whatever is in it cannot drive the terminal. */
export function complain(message: string): void {
  process.stderr.write(`steptrace: ${visibleLines(message).join("\n")}\n`);
}

/**
 * A reader that has seen enough (`| head`) closes the pipe: that is no fault, and what is left to write is dropped. What
 * cannot be said on standard error cannot be said at all: to complain of it there would go on for ever.
 */
export function endQuietlyWhenClosed(): void {
  process.stderr.on("error", () => {});
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw new OutputError(error);
  });
}

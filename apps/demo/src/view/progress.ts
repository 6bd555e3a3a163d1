import type { WriteStream } from "node:tty";
import cliTruncate from "cli-truncate";
import { type Outcomes, total } from "../run/outcomes.js";
import { formatOutcomes } from "./format-outcomes.js";
import { oneLine } from "./one-line.js";
import { type Terminal, terminalOf } from "./terminal.js";

const BAR_WIDTH = 24;
const CLEAR_LINE = "\r\u001b[2K";
/** A file or a pipe hears of the progress that many times. */
const REPORTS = 4;

/** Says how far the demo is: on a terminal in one line that changes, elsewhere in a few lines. */
export class Progress {
  readonly #stream: WriteStream;
  readonly #terminal: Terminal;
  readonly #executions: number;

  constructor(stream: WriteStream, executions: number) {
    this.#stream = stream;
    this.#terminal = terminalOf(stream);
    this.#executions = executions;
    // Whoever listened may have gone (a closed pipe); the work goes on.
    stream.on("error", () => {});
  }

  /** What happens now. */
  say(text: string): void {
    this.#write(this.#terminal.paint("dim", text));
  }

  show(outcomes: Outcomes): void {
    const done = total(outcomes);
    if (!this.#terminal.isLive && done % Math.ceil(this.#executions / REPORTS) !== 0) return;
    const filled = Math.round((BAR_WIDTH * done) / this.#executions);
    const { paint } = this.#terminal;
    const bar = paint("green", "━".repeat(filled)) + paint("dim", "┄".repeat(BAR_WIDTH - filled));
    const counts = `${done} of ${this.#executions}: ${formatOutcomes(outcomes, paint)}`;
    this.#write(this.#terminal.isLive ? `${bar}  ${counts}` : counts);
  }

  /** What is worth a line that stays. */
  note(text: string): void {
    this.end();
    this.#stream.write(`${oneLine(text)}\n`);
  }

  /** Takes away the line that changes. */
  end(): void {
    if (this.#terminal.isLive) this.#stream.write(CLEAR_LINE);
  }

  #write(text: string): void {
    const { isLive, width } = this.#terminal;
    // A line that wraps could not be taken away again.
    this.#stream.write(isLive ? CLEAR_LINE + cliTruncate(text, width - 1) : `${text}\n`);
  }
}

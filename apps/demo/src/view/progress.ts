import type { WriteStream } from "node:tty";
import { cutText, type Page } from "@steptrace/terminal";
import { visibleText } from "@steptrace/terminal/text";
import { type Outcomes, total } from "../run/outcomes.js";
import { formatOutcomes } from "./format-outcomes.js";
import { pageOf } from "./page-of.js";

const BAR_WIDTH = 24;
const CLEAR_LINE = "\r\u001b[2K";
/** A file or a pipe hears of the progress that many times. */
const REPORTS = 4;

/** Says how far the demo is: on a terminal in one line that changes, elsewhere in a few lines. */
export class Progress {
  readonly #stream: WriteStream;
  readonly #page: Page;
  /** Whether a line can be written over. */
  readonly #isLive: boolean;
  readonly #executions: number;

  constructor(stream: WriteStream, executions: number) {
    this.#stream = stream;
    this.#page = pageOf(stream);
    this.#isLive = stream.isTTY === true && process.env["TERM"] !== "dumb";
    this.#executions = executions;
    // Whoever listened may have gone (a closed pipe); the work goes on.
    stream.on("error", () => {});
  }

  /** What happens now. */
  say(text: string): void {
    this.#write(this.#page.colors.dim(text));
  }

  show(outcomes: Outcomes): void {
    const done = total(outcomes);
    if (!this.#isLive && done % Math.ceil(this.#executions / REPORTS) !== 0) return;
    const filled = Math.round((BAR_WIDTH * done) / this.#executions);
    const { colors } = this.#page;
    const bar = colors.green("━".repeat(filled)) + colors.dim("┄".repeat(BAR_WIDTH - filled));
    const counts = `${done} of ${this.#executions}: ${formatOutcomes(outcomes, colors)}`;
    this.#write(this.#isLive ? `${bar}  ${counts}` : counts);
  }

  /** What is worth a line that stays. */
  note(text: string): void {
    this.end();
    this.#stream.write(`${visibleText(text)}\n`);
  }

  /** Takes away the line that changes. */
  end(): void {
    if (this.#isLive) this.#stream.write(CLEAR_LINE);
  }

  #write(text: string): void {
    // A line that wraps could not be taken away again.
    this.#stream.write(this.#isLive ? CLEAR_LINE + cutText(text, this.#page.width - 1) : `${text}\n`);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { watch } from "../load/watchdog.js";
import type { Message, Task } from "../program/task.js";

// Built: the same file, whether this one is or not.
const PROGRAM = fileURLToPath(new URL("../../dist/program/main.js", import.meta.url));
const KEPT_OUTPUT = 2000;
const REST_MS = 60_000;

/** A process that does a task until it is told to rest, or killed. */
export class ChaosProcess {
  readonly #child: ChildProcess;
  readonly #listener: (message: Message) => void;
  readonly #awaited = new Map<Message["kind"], () => void>();
  /** Resolves when all that it said was heard. */
  readonly #ended: Promise<unknown>;
  readonly #ready: Promise<void>;
  readonly #resting: Promise<void>;
  #isEnding = false;
  #errors = "";

  /** @param listener hears what the process says, and that something is wrong where it ends by itself */
  constructor(task: Task, listener: (message: Message) => void) {
    this.#listener = listener;
    const child = spawn(process.execPath, ["--expose-gc", PROGRAM, JSON.stringify(task)], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child = child;
    this.#ready = new Promise((resolve) => this.#hear("ready", resolve));
    this.#resting = new Promise((resolve) => this.#hear("resting", resolve));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-KEPT_OUTPUT);
    });
    // What is written to a process that has ended is lost, and no fault of this one.
    child.stdin.on("error", () => {});
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => this.#receive(line));
    this.#ended = Promise.all([once(lines, "close"), once(child, "close").then((end) => this.#judge(end))]);
  }

  /** Resolves when the process has begun. */
  async ready(): Promise<void> {
    await Promise.race([this.#ready, this.#ended]);
  }

  /** Has it come to rest; where it does not, that is wrong. */
  async rest(): Promise<void> {
    this.#child.stdin?.write("rest\n");
    const settled = Promise.race([this.#resting, this.#ended]);
    await watch("coming to rest", REST_MS, settled).catch((error: Error) =>
      this.#listener({ kind: "wrong", what: error.message }),
    );
  }

  /** Ends it in order. */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.#child.stdin?.end();
    await this.#ended;
  }

  /** Kills it; resolves when all that it said was heard. */
  async kill(): Promise<void> {
    this.#isEnding = true;
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  #hear(kind: Message["kind"], resolve: () => void): void {
    this.#awaited.set(kind, resolve);
  }

  #receive(line: string): void {
    const message = parse(line);
    if (message === undefined) return;
    this.#awaited.get(message.kind)?.();
    this.#listener(message);
  }

  #judge([code, signal]: unknown[]): void {
    if (!this.#isEnding)
      this.#listener({
        kind: "wrong",
        what: `a process ended by itself (${code ?? signal}): ${this.#errors}`,
      });
    else if (this.#errors !== "")
      this.#listener({ kind: "wrong", what: `a process printed what is no event: ${this.#errors}` });
  }
}

/** The last line of a killed process may be a part of one. */
function parse(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

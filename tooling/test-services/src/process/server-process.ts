import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { childPids } from "./child-pids.js";
import type { UserIds } from "./unprivileged-user.js";

/** How to run one server. */
export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly user: UserIds | undefined;
  /** The signal upon which the server shuts down in order. */
  readonly stopSignal: NodeJS.Signals;
  /** The signal upon which it ends at once, without leaving anything behind in the system. */
  readonly quitSignal: NodeJS.Signals;
}

const patience = 10_000;
const keptOutput = 4_000;

/** One run of a server program, from its start to its end. */
export class ServerProcess {
  readonly #command: ServerCommand;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  #output = "";

  constructor(command: ServerCommand) {
    this.#command = command;
    this.#child = spawn(command.file, command.args, {
      cwd: command.directory,
      // A group of its own: Ctrl-C in a terminal is for the tests, which then stop their servers in order.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      ...command.user,
    });
    this.#exited = once(this.#child, "exit").catch((error: unknown) => this.#keep(String(error)));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.#keep(text));
    }
  }

  /** Whether the program has ended, or could not be started. */
  get ended(): boolean {
    return this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The end of what the program printed. */
  get output(): string {
    return this.#output.trim();
  }

  /** Ends the program in order; by force when it has not ended after ten seconds. */
  async end(): Promise<void> {
    if (this.ended) return;
    await this.resume();
    this.#child.kill(this.#command.stopSignal);
    const force = setTimeout(() => this.#child.kill("SIGKILL"), patience);
    await this.#exited;
    clearTimeout(force);
  }

  /** Kills the program and its children, as a power cut would. */
  async kill(): Promise<void> {
    if (this.ended) return;
    await this.#signalAll("SIGKILL");
    await this.#exited;
  }

  /** Stops the program and its children in their tracks: they keep their connections and answer nothing. */
  async pause(): Promise<void> {
    if (!this.ended) await this.#signalAll("SIGSTOP");
  }

  async resume(): Promise<void> {
    if (!this.ended) await this.#signalAll("SIGCONT");
  }

  /** Ends the program without waiting for it, for a process that is exiting itself. */
  quit(): void {
    if (this.ended) return;
    this.#child.kill("SIGCONT");
    this.#child.kill(this.#command.quitSignal);
  }

  async #signalAll(signal: NodeJS.Signals): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined) return;
    const children = await childPids(pid);
    // The parent first, lest it replace a child that was killed before it.
    this.#child.kill(signal);
    for (const child of children) sendSignal(child, signal);
  }

  #keep(text: string): void {
    this.#output = (this.#output + text).slice(-keptOutput);
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

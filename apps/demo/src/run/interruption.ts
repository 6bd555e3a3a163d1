import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
/** What shells add to the number of a signal, to make the exit code of a process that it ended. */
const SIGNALLED = 128;

/** Somebody wants the demo to end. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`The demo was interrupted by ${signal}`);
    this.exitCode = SIGNALLED + constants.signals[signal];
  }
}

/** Aborts at Ctrl-C, once: the second time ends the process, whatever it is doing. */
export function abortOnInterruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.once(signal, () => controller.abort(new Interruption(signal)));
  return controller.signal;
}

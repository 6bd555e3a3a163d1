import { isatty } from "node:tty";

const FORWARDED: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"];
/** What a terminal's keys send. */
const FROM_KEYS: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT"];
/** How long a child that got the signal itself, with the whole process group, has to end by it. */
const FORWARD_AFTER_MS = 100;

/** Signals that steptrace gets in place of the command that it runs. */
export interface ForwardedSignals {
  /** The first one that came; `undefined` while none has. */
  readonly received: NodeJS.Signals | undefined;
  /** From now on signals do again what they do by default. */
  stop(): void;
}

/**
 * Passes signals on to a child. Those of a terminal's keys go to the whole process group, the child included: a second
 * one would make many programs give up their clean-up, so they are not passed on where there is a terminal.
 *
 * @param kill sends a signal to the child, if that is still running
 */
export function forwardSignals(kill: (signal: NodeJS.Signals) => void): ForwardedSignals {
  const hasTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  const timers = new Set<NodeJS.Timeout>();
  let received: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    received ??= signal;
    if (hasTerminal && FROM_KEYS.includes(signal)) return;
    timers.add(setTimeout(() => kill(signal), FORWARD_AFTER_MS));
  };
  for (const signal of FORWARDED) process.on(signal, onSignal);
  return {
    get received() {
      return received;
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const signal of FORWARDED) process.off(signal, onSignal);
    },
  };
}

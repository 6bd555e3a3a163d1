/** How long a command has to end by SIGTERM before SIGKILL ends it. */
const GRACE_MS = 5000;

/** A time limit of a command. */
export interface TimeLimit {
  readonly isOver: boolean;
  stop(): void;
}

/** Ends a command when its time is up: with SIGTERM, and after a grace with SIGKILL. */
export function limitTime(timeoutMs: number | undefined, kill: (signal: NodeJS.Signals) => void): TimeLimit {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  if (timeoutMs !== undefined) {
    timer = setTimeout(() => {
      isOver = true;
      kill("SIGTERM");
      timer = setTimeout(() => kill("SIGKILL"), GRACE_MS);
    }, timeoutMs);
  }
  return {
    get isOver() {
      return isOver;
    },
    stop: () => clearTimeout(timer),
  };
}

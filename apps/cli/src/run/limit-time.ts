/** A time limit of a command. */
export interface TimeLimit {
  readonly isOver: boolean;
  /** Resolves at once; or, where the time was up, when what that has ended is ended. */
  stop(): Promise<void>;
}

/** @param end called when the time is up */
export function limitTime(timeoutMs: number | undefined, end: () => Promise<void>): TimeLimit {
  let ending: Promise<void> | undefined;
  const onTimeout = (): void => {
    ending = end();
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
  return {
    get isOver() {
      return ending !== undefined;
    },
    async stop() {
      clearTimeout(timer);
      await ending;
    },
  };
}

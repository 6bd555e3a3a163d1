/** What JSON makes of a value: dates are ISO 8601 texts, in UTC. */
export type Wire<T> = T extends Date
  ? string
  : T extends (...args: never[]) => unknown
    ? never
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

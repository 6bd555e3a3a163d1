/** What was chosen on a plot, in the address's terms. */
export interface Brushed {
  readonly since: string;
  readonly until: string;
  /** Milliseconds; both absent where the whole height was chosen. */
  readonly minDuration?: number;
  readonly maxDuration?: number;
}

/** What a rectangle on the plot means: whole milliseconds, of which no part of it is left out. */
export function brushed(
  [fromS, toS]: readonly [number, number],
  durations: readonly [number, number] | undefined,
): Brushed {
  return {
    since: new Date(Math.floor(fromS * 1000)).toISOString(),
    until: new Date(Math.ceil(toS * 1000)).toISOString(),
    ...(durations && {
      minDuration: Math.max(0, Math.floor(durations[0])),
      maxDuration: Math.ceil(durations[1]),
    }),
  };
}

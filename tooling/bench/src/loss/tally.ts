/** What became of the steps that were sent. */
export interface Tally {
  readonly sent: number;
  /** Of those that were sent, each counted once. */
  readonly received: number;
  readonly lost: number;
  /** What was received beyond the first time. */
  readonly again: number;
}

/**
 * Holds what arrived to what was sent.
 *
 * @param sent how many; their names are "0", "1" and so on
 * @param received the names that arrived, each as often as it did
 * @throws where something arrived that was not sent
 */
export function tally(sent: number, received: readonly string[]): Tally {
  const names = new Set(received);
  for (const name of names) {
    const index = Number(name);
    if (!(Number.isInteger(index) && index >= 0 && index < sent))
      throw new Error(`Expected names from "0" to "${sent - 1}", received "${name}".`);
  }
  return { sent, received: names.size, lost: sent - names.size, again: received.length - names.size };
}

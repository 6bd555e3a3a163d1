/** The n-th of a list that starts again after its end. */
export function inTurn<T>(list: readonly T[], turn: number): T {
  return list[turn % list.length] as T;
}

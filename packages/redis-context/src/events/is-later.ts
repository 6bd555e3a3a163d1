/** Whether an entry of a stream comes after another: by milliseconds, then by number; both may be longer than a number is exact. */
export function isLater(id: string, other: string): boolean {
  const [ms = 0n, number = 0n] = id.split("-").map(BigInt);
  const [otherMs = 0n, otherNumber = 0n] = other.split("-").map(BigInt);
  return ms > otherMs || (ms === otherMs && number > otherNumber);
}

/** Characters before the first difference that are shown, for it to be understood. */
const BEFORE = 12;

/** Two long texts that begin alike, from a little before their first difference on; short ones as they are. */
export function whereTheyDiffer(a: string, b: string, most: number): readonly [string, string] {
  if (Math.max(a.length, b.length) <= most) return [a, b];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const start = Math.max(0, same - BEFORE);
  if (start <= 1) return [a, b];
  return [from(a, start), from(b, start)];
}

function from(text: string, start: number): string {
  // The half of a character is none.
  return `…${text
    .slice(start)
    .toWellFormed()
    .replace(/^\ufffd/, "")}`;
}

/** What JSON leaves as it is, and terminals obey. */
const HARMFUL = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

/** A value as indented JSON, dates as ISO strings; control characters are escaped, which changes no value. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(HARMFUL, (character) =>
    Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join(""),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

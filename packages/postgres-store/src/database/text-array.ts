const SPECIAL = /["\\]/;
const ALL_SPECIAL = /["\\]/g;

/** Texts as PostgreSQL writes an array of them: one parameter that every driver sends as it is. */
export function textArray(values: readonly (string | number | null)[]): string {
  return `{${values.map(element).join(",")}}`;
}

function element(value: string | number | null): string {
  if (value === null) return "NULL";
  const text = String(value);
  return SPECIAL.test(text) ? `"${text.replace(ALL_SPECIAL, "\\$&")}"` : `"${text}"`;
}

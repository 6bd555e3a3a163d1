export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none of what is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The members of a list; none of what is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that says something, or a number as text, as ids are. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The fields that say something: neither null nor undefined. */
export function present(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}

const ISO_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/;
const US_PER_MS = 1000;
const MICRO_DIGITS = 6;

/** Microseconds since 1970 of an ISO 8601 time, UTC where it says no zone; `undefined` for what is none. */
export function microsOf(value: unknown): number | undefined {
  const [, second, fraction = "", zone = "Z"] = typeof value === "string" ? (ISO_TIME.exec(value) ?? []) : [];
  const ms = Date.parse(`${second}${zone}`);
  if (second === undefined || Number.isNaN(ms)) return undefined;
  return ms * US_PER_MS + Number(fraction.slice(0, MICRO_DIGITS).padEnd(MICRO_DIGITS, "0"));
}

const MAX_LENGTH = 60;

/**
 * A value in a few words, for error messages: strings and numbers are quoted (shortened to 60 characters), all
 * else is named by its type, so that a message never carries a whole payload.
 */
export function describeValue(value: unknown): string {
  try {
    return describe(value);
  } catch {
    // A Proxy may throw at any question.
    return `a ${typeof value}`;
  }
}

function describe(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (value === null || typeof value === "undefined" || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${shorten(String(value))}n`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (typeof value !== "object") return `a ${typeof value}`;
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object"
    ? `an object (${shorten(name)})`
    : "an object";
}

function quote(text: string): string {
  return text.length > MAX_LENGTH
    ? `${JSON.stringify(shorten(text))} (${text.length} characters)`
    : JSON.stringify(text);
}

function shorten(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH).toWellFormed()}…` : text;
}

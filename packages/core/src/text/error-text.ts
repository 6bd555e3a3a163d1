const MAX_CAUSES = 16;
const NO_TEXT = "a thrown value that has no text";

/**
 * The text of a thrown value, as a trace keeps it: the message, led by the error's name unless that is "Error",
 * with the causes joined by ": ". An error without a message of its own (as `AggregateError` of a refused
 * connection to "localhost") speaks through the errors that it gathers, else through its code. Never throws itself.
 *
 * @example
 * ```ts
 * errorText(new TypeError("no token", { cause: new Error("file is empty") }));
 * // "TypeError: no token: file is empty"
 * ```
 */
export function errorText(error: unknown): string {
  try {
    return chainText(error) || safeString(error);
  } catch {
    // A Proxy, or a getter that throws: the work's own error must not become another one.
    return NO_TEXT;
  }
}

function chainText(error: unknown): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  let current: unknown = error;
  while (current !== undefined && current !== null && !seen.has(current) && seen.size < MAX_CAUSES) {
    seen.add(current);
    const part = ownText(current);
    // Wrappers often repeat the message of their cause; said once is enough.
    if (part !== "" && !parts.some((said) => said.endsWith(part))) parts.push(part);
    current = isError(current) ? current.cause : undefined;
  }
  return parts.join(": ");
}

/** @param said the errors that the text speaks of already: one may gather itself */
function ownText(error: unknown, said: Set<unknown> = new Set()): string {
  if (!isError(error)) return safeString(error);
  said.add(error);
  const message = safeString(error.message) || gatheredText(error, said) || codeOf(error);
  const name = safeString(error.name);
  if (name === "" || name === "Error") return message;
  return message === "" ? name : `${name}: ${message}`;
}

function gatheredText(error: Error, said: Set<unknown>): string {
  if (!("errors" in error) || !Array.isArray(error.errors)) return "";
  const others = error.errors.slice(0, MAX_CAUSES).filter((inner) => !said.has(inner));
  return others.map((inner) => ownText(inner, said)).join("; ");
}

/** Also of another realm (a `vm` context, a test runner's sandbox), where `instanceof` does not know it. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Thrown values are anything, also objects whose `toString` throws. */
function safeString(value: unknown): string {
  try {
    return typeof value === "object" && value !== null && !isError(value)
      ? (JSON.stringify(value) ?? String(value))
      : String(value);
  } catch {
    return NO_TEXT;
  }
}

const MAX_CAUSES = 16;

/**
 * The text of a thrown value, as a trace keeps it: the message, led by the error's name unless that is "Error",
 * with the causes joined by ": ". An error without a message of its own (as `AggregateError` of a refused
 * connection to "localhost") speaks through the errors that it gathers, else through its code.
 *
 * @example
 * ```ts
 * errorText(new TypeError("no token", { cause: new Error("file is empty") }));
 * // "TypeError: no token: file is empty"
 * ```
 */
export function errorText(error: unknown): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  let current: unknown = error;
  while (current !== undefined && current !== null && !seen.has(current) && seen.size < MAX_CAUSES) {
    seen.add(current);
    const part = ownText(current);
    // Wrappers often repeat the message of their cause; said once is enough.
    if (part !== "" && !parts.some((said) => said.endsWith(part))) parts.push(part);
    current = current instanceof Error ? current.cause : undefined;
  }
  return parts.join(": ") || safeString(error);
}

function ownText(error: unknown): string {
  if (!(error instanceof Error)) return safeString(error);
  const message = safeString(error.message) || gatheredText(error) || codeOf(error);
  const name = safeString(error.name);
  if (name === "" || name === "Error") return message;
  return message === "" ? name : `${name}: ${message}`;
}

function gatheredText(error: Error): string {
  if (!(error instanceof AggregateError) || !Array.isArray(error.errors)) return "";
  return error.errors.slice(0, MAX_CAUSES).map(ownText).join("; ");
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Thrown values are anything, also objects whose `toString` throws. */
function safeString(value: unknown): string {
  try {
    return typeof value === "object" && value !== null && !(value instanceof Error)
      ? (JSON.stringify(value) ?? String(value))
      : String(value);
  } catch {
    return "a thrown value that has no text";
  }
}

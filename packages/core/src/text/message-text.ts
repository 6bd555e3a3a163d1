import { errorText } from "./error-text.js";

/**
 * An error message as it was given: text as it is, a thrown value that was given in its place by its text;
 * `undefined` where none was given.
 */
export function messageText(message: unknown): string | undefined {
  if (message === undefined || message === null) return undefined;
  return typeof message === "string" ? message : errorText(message);
}

/** The command was used in a way that it cannot be; the message says what was expected. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

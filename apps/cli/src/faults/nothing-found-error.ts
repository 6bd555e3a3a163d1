/** The question was understood, and the answer is no; the message says what to try next. */
export class NothingFoundError extends Error {
  override readonly name = "NothingFoundError";
}

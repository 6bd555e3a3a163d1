/** Standard output cannot be written to; the message says why, and what to do. */
export class OutputError extends Error {
  override readonly name = "OutputError";

  constructor(cause: Error) {
    super(
      `Standard output could not be written: ${cause.message}. Free some space, or send the output elsewhere.`,
      { cause },
    );
  }
}

/** The server that somebody named does not answer. */
export class UnreachableServiceError extends Error {
  override readonly name = "UnreachableServiceError";
}

/** A way to get a service is not open on this machine; the message says why. */
export class WayClosedError extends Error {
  override readonly name = "WayClosedError";
}

import { runOutside } from "./frames.js";

/**
 * A timer that keeps no process alive, and holds on to no trace: one keeps the frames that it was made in, and may outlive
 * their traces.
 */
export function unreferencedTimer(start: () => NodeJS.Timeout): NodeJS.Timeout {
  return runOutside(start).unref();
}

import { inspect } from "node:util";
import { ContextError } from "@steptrace/core";
import { expect } from "vitest";

/** Far more than any time limit that the tests give, and far less than a hang. */
const HANG_MS = 4000;

/** The `ContextError` that a call rejects with; fails where it succeeds, rejects with another error, or hangs. */
export async function faultOf(call: Promise<unknown>): Promise<ContextError> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise((resolve) => {
    timer = setTimeout(resolve, HANG_MS, "it hangs");
  });
  const outcome = await Promise.race([call.then((value) => ({ value })).catch((error) => error), hang]);
  clearTimeout(timer);
  expect(outcome).toBeInstanceOf(ContextError);
  return outcome as ContextError;
}

/** All that a logger would print of an error: causes and their properties included. */
export function logged(error: Error): string {
  return inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
}

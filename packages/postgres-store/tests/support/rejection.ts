import { inspect } from "node:util";
import { StorageError } from "@steptrace/core";
import { expect } from "vitest";

/** The StorageError that a call rejects with; fails where it resolves, or rejects with anything else. */
export async function rejection(call: Promise<unknown>): Promise<StorageError> {
  const error = await call.then(
    (value) => expect.fail(`expected a rejection; received ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StorageError);
  return error as StorageError;
}

/** All that can be read from an error: its message, its stack, its causes, and what they carry. */
export function allOf(error: unknown): string {
  return inspect(error, { depth: 20, showHidden: true, maxStringLength: null });
}

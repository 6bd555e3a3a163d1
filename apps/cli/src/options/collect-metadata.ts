import { InvalidArgumentError } from "commander";

/**
 * Adds `key=value` to what was given before; the value may hold further equals signs, and may be empty.
 *
 * @throws {InvalidArgumentError} for text without a key or without an equals sign
 */
export function collectMetadata(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  if (at < 1) {
    throw new InvalidArgumentError("Expected key=value, as in env=production; the command follows after --.");
  }
  // Not by assignment: a key "__proto__" has to become a property like any other.
  return Object.fromEntries([...Object.entries(before), [text.slice(0, at), text.slice(at + 1)]]);
}

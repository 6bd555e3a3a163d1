import { InvalidArgumentError } from "commander";

/** @throws {InvalidArgumentError} unless the text is a JSON object */
export function parseMetadata(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new InvalidArgumentError(`Expected a JSON object, as in '{"attempt": 3}'.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

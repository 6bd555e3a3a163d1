import { InvalidArgumentError } from "commander";

/** @throws {InvalidArgumentError} unless the text has a character that is no white space */
export function parseName(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("Expected a name that is not empty.");
}

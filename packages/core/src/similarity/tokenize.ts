/**
 * The words of a message as the specification compares them: split on white space, lower-cased, each once.
 * Lower-casing is JavaScript's (Unicode, no locale); databases differ in theirs, so only this function decides.
 */
export function tokenize(message: string): ReadonlySet<string> {
  const tokens = new Set(message.toLowerCase().split(/\s+/));
  tokens.delete("");
  return tokens;
}

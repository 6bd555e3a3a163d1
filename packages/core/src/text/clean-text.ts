// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is the character that PostgreSQL cannot store
const UNSTORABLE = /[\u0000\ud800-\udfff]/;

/**
 * The text as PostgreSQL can store it: NUL and lone surrogates become U+FFFD, all else stays as it is.
 *
 * @see https://www.postgresql.org/docs/current/datatype-json.html (text and jsonb refuse `\u0000`)
 */
export function cleanText(text: string): string {
  return UNSTORABLE.test(text) ? text.replaceAll("\u0000", "\ufffd").toWellFormed() : text;
}

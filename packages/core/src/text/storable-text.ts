import { cleanText } from "./clean-text.js";
import { cutToBytes } from "./cut-text.js";

/** The longest beginning of the text, clean, that takes at most `maxBytes` bytes of UTF-8. */
export function storableText(text: string, maxBytes: number): string {
  // Cut before, so that a huge text is not cleaned whole; cut again, for U+FFFD takes more bytes than NUL.
  return cutToBytes(cleanText(cutToBytes(text, maxBytes)), maxBytes);
}

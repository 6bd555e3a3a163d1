import { readPieces } from "./read-pieces.js";
import { TemplateWriter } from "./template-writer.js";

/**
 * The template of a message: what varies from one failure to the next is shown as `<*>`, and all else stays as written,
 * in its own case, for "Error" and "ERROR" come from different lines of code. Failures of one template are one group. It
 * says nothing about the similarity score, which compares whole messages.
 *
 * Masked, by the first that applies:
 *
 * 1. URLs: a scheme and `//`, up to white space, a quotation mark, "<" or ">".
 * 2. IPv6 addresses in brackets, with their port.
 * 3. Of what stands between white space, quotation marks, brackets and `, ; | =`: host and port, IPv6 addresses, and
 *    Windows paths with a drive or server.
 * 4. Of its parts between colons: e-mail addresses, and paths: from `/`, `./`, `../` or `~` on, or with two separators, or
 *    with one and a file extension. A single `/`, "and/or" and "n/a" are none.
 * 5. Of its words: those with a digit, of any script, and eight or more letters from a to f (UUIDs, SHAs, dates, IPv4
 *    addresses, versions, ids). What comes before, up to the last `-`, `_` or `.`, stays: `order-<*>`; so does a name after a
 *    number: `<*>-Command`.
 * 6. After a mask: units ("ms", "MB/s", "%"), "AM", "PM", time zones. Beside one: English names of months and days.
 * 7. Quoted text of up to three words that stay: in '…', "…", `…`, “…”, ‘…’ or «…». Longer text is a sentence, an error within
 *    an error; it stays, masked like the rest. So does a key of one word in an object: `{"type":<*>}`.
 *
 * Masks with nothing between them but white space and `, ; : / & | + ~ -` become one, so that lists of all lengths have the same
 * template. White space becomes a single space, and goes at both ends.
 *
 * Every string has a template, and a template is its own. Other digits in the same places give the same template. The
 * time it takes is proportional to the length, whatever is in it.
 *
 * @example
 * failureTemplate("order-12345 not found after 534 ms"); // "order-<*> not found after <*>"
 *
 * @see He, P., Zhu, J., Zheng, Z., Lyu, M. R. (2017): Drain: An Online Log Parsing Approach with Fixed Depth Tree. IEEE
 *   ICWS; for masking by patterns first, and a word with digits as a variable.
 */
export function failureTemplate(message: string): string {
  const pieces = readPieces(message);
  const writer = new TemplateWriter();
  pieces.forEach((piece, index) => {
    writer.write(piece, pieces[index + 1]);
  });
  return writer.text();
}

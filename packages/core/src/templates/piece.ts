/**
 * A part of a message, as the template sees it.
 *
 * - `mask`: variable text, shown as `<*>`
 * - `word`: text that stays
 * - `unit`: stays, except after a mask: the "ms" of "534 ms"
 * - `date`: the name of a month or of a day; stays, except beside a mask: the "Nov" of "16 Nov 2025"
 * - `quote`: a quotation mark
 * - `space`: white space of any length
 * - `mark`: any other character
 */
export interface Piece {
  readonly kind: "mask" | "word" | "unit" | "date" | "quote" | "space" | "mark";
  readonly text: string;
}

export const MASK: Piece = { kind: "mask", text: "<*>" };
export const SPACE: Piece = { kind: "space", text: " " };

/** Whether a piece is read as one with a word that touches it: quotation marks open before such, and close after. */
export function isWordLike(piece: Piece | undefined): boolean {
  return piece !== undefined && piece.kind !== "quote" && piece.kind !== "space" && piece.kind !== "mark";
}

import { isWordLike, MASK, type Piece } from "./piece.js";

/** Quoted text of more words than these, not counting masks, is a sentence, and no value. */
const MAX_QUOTED_WORDS = 3;
/** Between two masks these make a list, a range or a time of day of them. */
const GLUE = ",;:/&|+~-";
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["‘", "’"],
  ["«", "»"],
]);

/** Where a quotation mark was opened. */
interface OpenQuote {
  /** The mark that closes it. */
  readonly closing: string;
  /** Its place among the pieces. */
  readonly place: number;
  /** How many words stood before it. */
  readonly words: number;
}

/** Writes a template piece by piece: joins masks, and masks units, names of months and days, and what is quoted. */
export class TemplateWriter {
  readonly #pieces: Piece[] = [];
  readonly #open: OpenQuote[] = [];
  /** How many quotes are open for each closing mark. */
  readonly #openOf = new Map<string, number>();
  #words = 0;

  /** Adds a piece; `next` is the one that follows it in the message. */
  write(piece: Piece, next: Piece | undefined): void {
    if (piece.kind === "mask") this.#writeMask();
    else if (piece.kind === "quote") this.#writeQuote(piece, next);
    else if (!this.#belongsToMask(piece)) this.#push(piece);
  }

  text(): string {
    return this.#pieces
      .map((piece) => piece.text)
      .join("")
      .trim();
  }

  #push(piece: Piece): void {
    this.#pieces.push(piece);
    if (isWordLike(piece)) this.#words += 1;
  }

  /** Whether it is a unit or a date's name that follows a mask; the space between goes too. */
  #belongsToMask(piece: Piece): boolean {
    const last = this.#pieces.at(-1);
    if (last === MASK) return piece.text === "%";
    if (last?.kind !== "space" || this.#pieces.at(-2) !== MASK) return false;
    if (piece.kind !== "unit" && piece.kind !== "date") return false;
    this.#pieces.pop();
    return true;
  }

  /** Adds a mask, unless there is one already with nothing but glue and names of months or days between. */
  #writeMask(): void {
    for (;;) {
      let end = this.#pieces.length;
      while (end > 0 && isGlue(this.#pieces[end - 1])) end -= 1;
      const before = this.#pieces[end - 1];
      if (before === MASK) {
        this.#pieces.length = end;
        return;
      }
      if (before?.kind !== "date") break;
      this.#pieces.length = end - 1;
      this.#words -= 1;
    }
    this.#pieces.push(MASK);
  }

  #writeQuote(quote: Piece, next: Piece | undefined): void {
    const last = this.#pieces.at(-1);
    if (this.#openOf.get(quote.text) && last?.kind !== "space" && !isWordLike(next)) {
      this.#close(quote, next);
      return;
    }
    const closing = CLOSING.get(quote.text);
    if (closing !== undefined && !isWordLike(last)) {
      this.#open.push({ closing, place: this.#pieces.length, words: this.#words });
      this.#openOf.set(closing, (this.#openOf.get(closing) ?? 0) + 1);
    }
    this.#pieces.push(quote);
  }

  #close(quote: Piece, next: Piece | undefined): void {
    for (;;) {
      const opened = this.#open.pop();
      if (opened === undefined) return;
      this.#openOf.set(opened.closing, (this.#openOf.get(opened.closing) ?? 0) - 1);
      if (opened.closing !== quote.text) continue;
      if (this.#words - opened.words > MAX_QUOTED_WORDS || this.#isKey(opened.place, next))
        this.#pieces.push(quote);
      else {
        this.#pieces.length = opened.place;
        this.#words = opened.words;
        this.#writeMask();
      }
      return;
    }
  }

  /** Whether the quote that was opened there is the key of an object: one word, after "{" or ",", before ":". */
  #isKey(place: number, next: Piece | undefined): boolean {
    if (next?.text !== ":" || this.#pieces.length !== place + 2 || this.#pieces.at(-1)?.kind !== "word")
      return false;
    const before = this.#pieces[place - 1];
    const mark = before?.kind === "space" ? this.#pieces[place - 2] : before;
    return mark?.text === "{" || mark?.text === ",";
  }
}

function isGlue(piece: Piece | undefined): boolean {
  return piece?.kind === "space" || (piece?.kind === "mark" && GLUE.includes(piece.text));
}

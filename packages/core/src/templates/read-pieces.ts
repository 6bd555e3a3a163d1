import { MASK, type Piece, SPACE } from "./piece.js";
import { isAddress, isDateName, isEmailOrPath, isUnit, isVariable } from "./variable-text.js";

/**
 * What a message is made of, tried in this order at each place. What a pattern looks at and refuses, the chunk takes
 * at once, so that nothing is looked at twice, and the time is proportional to the length.
 */
const LEXER = new RegExp(
  [
    "(\\s+)",
    "(<\\*>)",
    // What touches a mask is the rest of something larger, and was no URL there.
    "((?<!<\\*>)(?:[a-zA-Z][\\w+.-]*:)+//[^\\s\"'`<>]+)",
    "(\\[[\\da-fA-F]*:[\\da-fA-F.]*:[\\da-fA-F:.]*(?:%\\w+)?\\](?::\\d+)?)",
    "([\"'`“”‘’«»])",
    "([()[\\]{}<>,;|=])",
    "((?:[^\\s\"'`“”‘’«»()[\\]{}<>,;|=]|(?<=[\\p{L}\\p{M}\\p{N}])['’](?=[\\p{L}\\p{M}\\p{N}]))+)",
  ].join("|"),
  "uy",
);
const WORDS = /(?:^[-+](?=\p{N}))?([\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.'’-]*)|./gsu;
const NUMBERED_NAME = /^\p{N}+-(?<name>\p{L}[^-.]*)$/u;
const SEGMENTS = /[^-_.]+/gu;
const SPACE_CODE = 0x20;
/** The bit by which letters from A to Z differ from those from a to z. */
const LOWER_CASE = 0x20;
const FIRST_LETTER = 0x61;
const LAST_LETTER = 0x7a;
const CLOSING_MARKS = ".:!?,;)]}";

/** Parts a message into what varies and what stays. */
export function readPieces(message: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let place = 0;
  while (place < message.length) {
    const end = endOfPlainWord(message, place);
    if (end > place && pieces.at(-1) !== MASK) {
      pieces.push(plainPiece(message.slice(place, end)));
      place = end;
    } else if (isSpaceBeforeWord(message, place)) {
      pieces.push(SPACE);
      place += 1;
    } else place = readNext(message, place, pieces);
  }
  return pieces;
}

/** Reads what stands at a place. @returns where it ends */
function readNext(message: string, place: number, pieces: Piece[]): number {
  LEXER.lastIndex = place;
  const match = LEXER.exec(message);
  // Never so: what none of the other patterns takes, the chunk does.
  if (match === null) return message.length;
  const [text, space, mask, url, address, quote, bracket] = match;
  if (space) pieces.push(SPACE);
  else if (mask || address) pieces.push(MASK);
  else if (quote) pieces.push({ kind: "quote", text });
  else if (bracket) pieces.push({ kind: "mark", text });
  else if (url) readTrimmed(text, pieces, () => pieces.push(MASK));
  else {
    const touched = touchesMask(pieces.at(-1), text) || message.startsWith(MASK.text, place + text.length);
    readTrimmed(text, pieces, (core) => (touched ? readWords(core, pieces) : readChunk(core, pieces)));
  }
  return place + text.length;
}

/**
 * Where a word ends that has nothing to mask: letters from a to z, and then a space or the end of the message. Most of a
 * message is such words, and no pattern need look at them. Without one it is the place itself.
 */
function endOfPlainWord(message: string, place: number): number {
  let end = place;
  while (isLetter(message.charCodeAt(end))) end += 1;
  return end === message.length || message.charCodeAt(end) === SPACE_CODE ? end : place;
}

function isSpaceBeforeWord(message: string, place: number): boolean {
  return message.charCodeAt(place) === SPACE_CODE && isLetter(message.charCodeAt(place + 1));
}

function isLetter(code: number): boolean {
  const lower = code | LOWER_CASE;
  return lower >= FIRST_LETTER && lower <= LAST_LETTER;
}

function plainPiece(text: string): Piece {
  if (isVariable(text)) return MASK;
  return { kind: isUnit(text) ? "unit" : isDateName(text) ? "date" : "word", text };
}

/**
 * Whether a chunk is what is left of a larger one, next to a part that was masked, so that it is no path or unit of its
 * own. Nor is the end of an HTML tag a path.
 */
function touchesMask(previous: Piece | undefined, chunk: string): boolean {
  return previous === MASK || (previous?.text === "<" && chunk.startsWith("/"));
}

/** Reads a text without the marks at its end that belong to the sentence. */
function readTrimmed(text: string, pieces: Piece[], read: (core: string) => void): void {
  let end = text.length;
  while (end > 0 && CLOSING_MARKS.includes(text.charAt(end - 1))) end -= 1;
  if (end > 0) read(text.slice(0, end));
  for (const mark of text.slice(end)) pieces.push({ kind: "mark", text: mark });
}

function readChunk(chunk: string, pieces: Piece[]): void {
  if (isAddress(chunk)) pieces.push(MASK);
  else if (isUnit(chunk)) pieces.push({ kind: "unit", text: chunk });
  else if (isDateName(chunk)) pieces.push({ kind: "date", text: chunk });
  else {
    for (const [index, part] of chunk.split(":").entries()) {
      if (index > 0) pieces.push({ kind: "mark", text: ":" });
      if (isEmailOrPath(part)) pieces.push(MASK);
      else readWords(part, pieces);
    }
  }
}

function readWords(part: string, pieces: Piece[]): void {
  for (const match of part.matchAll(WORDS)) {
    const [text, word] = match;
    if (word === undefined) pieces.push({ kind: "mark", text });
    else readWord(word, pieces);
  }
}

/** Keeps a word up to its first variable segment: "order-" of "order-12345"; and "-Command" of "500-Command". */
function readWord(word: string, pieces: Piece[]): void {
  const name = NUMBERED_NAME.exec(word)?.groups?.["name"];
  if (name !== undefined && !isVariable(name)) {
    pieces.push(MASK, { kind: "mark", text: "-" }, { kind: "word", text: name });
    return;
  }
  for (const { 0: segment, index } of word.matchAll(SEGMENTS)) {
    if (!isVariable(segment)) continue;
    if (index > 0) pieces.push({ kind: "word", text: word.slice(0, index) });
    pieces.push(MASK);
    return;
  }
  pieces.push({ kind: "word", text: word });
}

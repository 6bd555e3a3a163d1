/**
 * What would steer the page or its reader in place of being shown: controls, direction overrides, invisible formatting,
 * halves of characters. The two joiners stay, for emoji and Persian are written with them; line breaks and tabs where
 * they are wanted.
 */
const INVISIBLE = /(?!\u200c|\u200d|\n|\t)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const CONTROL_PICTURES = 0x2400;
const LAST_C0 = 0x1f;
const DELETE = 0x7f;

/** Text of unknown origin with everything in it to be seen: controls as their pictures (␛), the rest by number (`<U+202E>`). */
export function visibleBlock(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(INVISIBLE, picture);
}

/** As {@link visibleBlock}, on one line: line breaks as ↵, tabs as a space. */
export function visibleLine(text: string): string {
  return visibleBlock(text).replaceAll("\n", "↵").replaceAll("\t", " ");
}

/** The beginning of a text, with an ellipsis where it goes on: a megabyte of name is no name. */
export function cutText(text: string, most: number): string {
  return text.length > most
    ? `${text
        .slice(0, most)
        .toWellFormed()
        .replace(/\ufffd$/, "")}…`
    : text;
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= LAST_C0) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === DELETE) return "␡";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

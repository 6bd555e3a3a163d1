/**
 * What a terminal would obey in place of showing: controls, escapes, direction overrides, invisible formatting. The two
 * joiners stay, for emoji and Persian are written with them.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const CONTROL_PICTURES = 0x2400;
const LAST_C0 = 0x1f;
const DELETE = 0x7f;

/**
 * Text of unknown origin as one line that cannot drive the terminal: line breaks as ↵, tabs as a space, other controls
 * as their pictures (␛), the rest by number (`<U+202E>`).
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?|\n/g, "↵")
    .replaceAll("\t", " ")
    .replace(INVISIBLE, picture);
}

/** As {@link visibleText}, line by line. */
export function visibleLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map(visibleText);
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= LAST_C0) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === DELETE) return "␡";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

const encoder = new TextEncoder();

/** UTF-16 code units encode to at most this many bytes of UTF-8 each. */
const MAX_BYTES_PER_UNIT = 3;

/** The longest beginning of `text` with at most `maxBytes` bytes of UTF-8; never ends inside a character. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (text.length * MAX_BYTES_PER_UNIT <= maxBytes) return text;
  // One byte of UTF-8 at least stands for each code unit: a longer text is cut without encoding all of it.
  const candidate = text.length > maxBytes ? text.slice(0, maxBytes + 1) : text;
  const { read } = encoder.encodeInto(candidate, new Uint8Array(maxBytes));
  return read === text.length ? text : text.slice(0, read);
}

/** The longest beginning of `text` with at most `maxLength` UTF-16 code units; never splits a surrogate pair. */
export function cutToLength(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const splitsPair =
    /[\ud800-\udbff]/.test(text.charAt(maxLength - 1)) && /[\udc00-\udfff]/.test(text.charAt(maxLength));
  return text.slice(0, splitsPair ? maxLength - 1 : maxLength);
}

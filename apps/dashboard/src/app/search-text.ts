/** What the address asks for: each name with its text. */
export type SearchText = Readonly<Record<string, string>>;

/** `?skill=a&status=failed` by name, the first of each; nothing is read as JSON, so that a link can be written by hand. */
export function parseSearch(text: string): SearchText {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (!Object.hasOwn(found, name)) found[name] = value;
  }
  return found;
}

/** The other way about; what is absent or empty is left out. Colons, commas and slashes stay readable. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(3A|2C|2F)/g, (code) => decodeURIComponent(code));
}

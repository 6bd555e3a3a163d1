/** The text as a glob of Redis that matches it alone. */
export function escapeGlob(text: string): string {
  return text.replaceAll(/[\\*?[\]]/g, "\\$&");
}

/** The name that was meant by a part of it, where it is a part of one alone; else the text as it is. */
export function meantBy(text: string, names: readonly string[]): string {
  if (text === "" || names.includes(text)) return text;
  const alike = names.filter((name) => name.toLowerCase().includes(text.toLowerCase()));
  return alike.length === 1 ? (alike[0] as string) : text;
}

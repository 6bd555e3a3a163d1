/** Whether a JSON value contains another, as jsonb's `@>` says: objects by their keys, arrays by their items in any order. */
export function containsJson(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(value) && wanted.every((item) => value.some((one) => containsJson(one, item)));
  }
  if (typeof wanted === "object" && wanted !== null) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const fields = value as Readonly<Record<string, unknown>>;
    return Object.entries(wanted).every(
      ([key, item]) => Object.hasOwn(fields, key) && containsJson(fields[key], item),
    );
  }
  return value === wanted;
}

import { errorText } from "../text/error-text.js";

/** An object as the plain object, array or primitive that stands for it in JSON. */
export function toPlainValue(value: object): unknown {
  try {
    if (value instanceof Error) return errorText(value);
    if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), item]));
    if (value instanceof Set) return [...value];
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof RegExp || value instanceof URL) return String(value);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    return "toJSON" in value && typeof value.toJSON === "function" ? value.toJSON() : value;
  } catch {
    return "[Unreadable]";
  }
}

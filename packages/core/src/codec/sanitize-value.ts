import { storableText } from "../text/storable-text.js";
import { utf8Length } from "../text/utf8-length.js";
import { keysOf, read } from "./read-object.js";
import { toPlainValue } from "./to-plain-value.js";

/** Deeper than any real payload, and far from the depth at which JSON parsers give up. */
const MAX_DEPTH = 64;
/** What a number, a boolean, null, a pair of brackets or of quotes is counted as. */
const BYTES_PER_VALUE = 8;

/** A value tree that JSON and PostgreSQL's jsonb take as it is. */
type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonRecord;
interface JsonRecord {
  readonly [key: string]: JsonValue;
}

/** A sanitised object, and what it took. */
export interface SanitizedRecord {
  readonly value: JsonRecord;
  /** Whether anything was cut or left out for the limit's sake. */
  readonly truncated: boolean;
  /** The size that was counted: the texts in UTF-8, and 8 bytes for each value. */
  readonly bytes: number;
}

/**
 * An object as jsonb can store it. What JSON cannot say is said in words (a BigInt by its digits, a circular
 * reference as "[Circular]", an Error by its text; functions and symbols are left out), NUL and lone surrogates
 * become U+FFFD. What goes over `maxBytes` is cut or left out, and the rest kept.
 */
export function sanitizeRecord(record: object, maxBytes: number): SanitizedRecord {
  const budget = new Budget(maxBytes);
  const value = sanitizeEntries(record, budget, [record]);
  return { value, truncated: budget.exceeded, bytes: budget.spent };
}

class Budget {
  readonly #maxBytes: number;
  spent = 0;
  exceeded = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether a value of that size still fits; it is spent if so. */
  spend(bytes: number): boolean {
    if (this.spent + bytes > this.#maxBytes) {
      this.exceeded = true;
      return false;
    }
    this.spent += bytes;
    return true;
  }

  /** The text, clean, cut to what is left; `undefined` where nothing is. */
  text(text: string): string | undefined {
    if (!this.spend(BYTES_PER_VALUE)) return undefined;
    const clean = storableText(text, this.#maxBytes - this.spent);
    if (clean.length < text.length) this.exceeded = true;
    this.spent += utf8Length(clean);
    return clean;
  }
}

/** @param path the objects that the record lies in, itself the last */
function sanitizeEntries(record: object, budget: Budget, path: readonly object[]): JsonRecord {
  const result: Record<string, JsonValue> = {};
  for (const key of keysOf(record)) {
    const raw = read(record, key);
    if (!isStorable(raw)) continue;
    const name = budget.text(key);
    const value = name === undefined ? undefined : sanitizeValue(raw, budget, path);
    if (name === undefined || value === undefined) break;
    if (name === "__proto__") setOwn(result, name, value);
    else result[name] = value;
  }
  return result;
}

/** Assigned, that key would be the prototype; it has to become a property like any other. */
function setOwn(record: object, name: string, value: JsonValue): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

/** `undefined` where the budget is spent. */
function sanitizeValue(raw: unknown, budget: Budget, path: readonly object[]): JsonValue | undefined {
  if (typeof raw === "string") return budget.text(raw);
  if (typeof raw === "bigint") return budget.text(raw.toString());
  if (typeof raw === "number") return budget.spend(BYTES_PER_VALUE) ? finiteOrNull(raw) : undefined;
  if (typeof raw === "boolean") return budget.spend(BYTES_PER_VALUE) ? raw : undefined;
  if (typeof raw !== "object" || raw === null) return budget.spend(BYTES_PER_VALUE) ? null : undefined;
  return sanitizeObject(raw, budget, path);
}

function sanitizeObject(raw: object, budget: Budget, path: readonly object[]): JsonValue | undefined {
  if (path.includes(raw)) return budget.text("[Circular]");
  if (path.length >= MAX_DEPTH) return budget.text("[Too deep]");
  const inner = [...path, raw];
  const plain = toPlainValue(raw);
  if (typeof plain !== "object" || plain === null) return sanitizeValue(plain, budget, inner);
  if (!budget.spend(BYTES_PER_VALUE)) return undefined;
  return Array.isArray(plain) ? sanitizeItems(plain, budget, inner) : sanitizeEntries(plain, budget, inner);
}

function sanitizeItems(items: readonly unknown[], budget: Budget, path: readonly object[]): JsonValue {
  const result: JsonValue[] = [];
  const length = lengthOf(items);
  // By index, not by iterator: an array's own may be anything, and one item that cannot be read is only one.
  for (let index = 0; index < length; index += 1) {
    const value = sanitizeValue(read(items, index), budget, path);
    if (value === undefined) break;
    result.push(value);
  }
  return result;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function isStorable(value: unknown): boolean {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}

function lengthOf(items: readonly unknown[]): number {
  const length = read(items, "length");
  return typeof length === "number" ? length : 0;
}

import { TraceFormatError } from "../errors/trace-format-error.js";
import { isRecord } from "../validation/is-record.js";

/** The fields of an object of unknown origin; each is taken as what it has to be, or refused with its path. */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #path: string;

  private constructor(record: Readonly<Record<string, unknown>>, path: string) {
    this.#record = record;
    this.#path = path;
  }

  /** @throws {TraceFormatError} unless `value` is an object that is no array. */
  static of(value: unknown, path: string): Fields {
    if (!isRecord(value)) throw new TraceFormatError(path, "an object", value);
    return new Fields(value, path);
  }

  /** `undefined` where the object itself has no such field. */
  get(key: string): unknown {
    return Object.hasOwn(this.#record, key) ? this.#record[key] : undefined;
  }

  /** @throws {TraceFormatError} always */
  refuse(key: string, expected: string): never {
    const path = this.#path === "" ? key : `${this.#path}.${key}`;
    throw new TraceFormatError(path, expected, this.get(key));
  }

  /** `undefined` where there is no such field; else what `read` makes of it. */
  optional<T>(key: string, read: (key: string) => T): T | undefined {
    return this.get(key) === undefined ? undefined : read(key);
  }

  anyText(key: string): string {
    const value = this.get(key);
    return typeof value === "string" ? value : this.refuse(key, "a string");
  }

  /** Text that is not empty, and holds what a column of text can. */
  text(key: string, maxLength: number = Number.POSITIVE_INFINITY): string {
    const value = this.anyText(key);
    if (value !== "" && value.length <= maxLength && !value.includes("\0")) return value;
    const most = Number.isFinite(maxLength) ? ` of at most ${maxLength} characters` : "";
    return this.refuse(key, `a string${most} that is not empty and without NUL`);
  }

  number(key: string): number {
    const value = this.get(key);
    return typeof value === "number" && Number.isFinite(value) ? value : this.refuse(key, "a finite number");
  }

  duration(key: string): number {
    const value = this.number(key);
    return value >= 0 ? value : this.refuse(key, "a number, 0 or more");
  }

  date(key: string): Date {
    const date = new Date(this.anyText(key));
    return Number.isNaN(date.getTime()) ? this.refuse(key, "a date as ISO 8601 text") : date;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.get(key);
    return allowed.find((one) => one === value) ?? this.refuse(key, allowed.join(", "));
  }

  record(key: string): Readonly<Record<string, unknown>> {
    const value = this.get(key);
    return isRecord(value) ? value : this.refuse(key, "an object");
  }

  onlyTrue(key: string): true {
    return this.get(key) === true || this.refuse(key, "true, or nothing");
  }
}

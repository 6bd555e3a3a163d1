import { sanitizeRecord } from "../codec/sanitize-value.js";
import { cutToLength } from "../text/cut-text.js";
import { isRecord } from "../validation/is-record.js";

type Fields = Readonly<Record<string, unknown>>;

const MOST_DIFFERENCES = 100;
const LONGEST_VALUE = 200;
/** Sixteen times what a trace holds by default. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A value of the metadata that two traces do not share. */
export interface MetadataDifference {
  /** The keys that lead to it, outermost first. */
  readonly path: readonly string[];
  /** The first trace's value as JSON, cut to 200 characters and an ellipsis; absent where it has none. */
  readonly a?: string;
  /** The second trace's, likewise. */
  readonly b?: string;
}

/** What differs between the metadata of two traces. */
export interface MetadataComparison {
  /** By their paths; the first 100. */
  readonly differences: readonly MetadataDifference[];
  /** How many differ beside them; absent where all are told. */
  readonly more?: number;
}

/**
 * Compares objects key by key, in whatever order the keys are; arrays and all other values whole. As deep as metadata is
 * stored, 64 levels, and 4 MiB of each.
 */
export function compareMetadata(a: Fields, b: Fields): MetadataComparison {
  const differences: MetadataDifference[] = [];
  let more = 0;
  const tell = (path: readonly string[], valueA: unknown, valueB: unknown): void => {
    const [jsonA, jsonB] = [jsonOf(valueA), jsonOf(valueB)];
    if (jsonA === jsonB) return;
    if (differences.length >= MOST_DIFFERENCES) more++;
    else differences.push({ path, ...textOf("a", jsonA), ...textOf("b", jsonB) });
  };
  compareFields([], storable(a), storable(b), tell);
  return { differences, ...(more > 0 && { more }) };
}

/** Whatever is in it: also what refers to itself. */
function storable(record: Fields): Fields {
  return sanitizeRecord(record, MOST_BYTES).value;
}

function compareFields(
  path: readonly string[],
  a: Fields,
  b: Fields,
  tell: (path: readonly string[], a: unknown, b: unknown) => void,
): void {
  for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const [valueA, valueB] = [own(a, key), own(b, key)];
    const inner = [...path, key];
    if (isRecord(valueA) && isRecord(valueB)) compareFields(inner, valueA, valueB, tell);
    else tell(inner, valueA, valueB);
  }
}

function own(record: Fields, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Keys by their names: the order in which they were set means nothing. */
function jsonOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(
          Object.keys(inner)
            .sort()
            .map((key) => [key, inner[key]]),
        )
      : inner,
  );
}

function textOf(side: "a" | "b", json: string | undefined): { readonly a?: string; readonly b?: string } {
  if (json === undefined) return {};
  return { [side]: json.length > LONGEST_VALUE ? `${cutToLength(json, LONGEST_VALUE)}…` : json };
}

import * as fc from "fast-check";
import { formatTimestamp, type Step, type Trace } from "../src/index.js";

/** Text that PostgreSQL stores as it is: well-formed, without NUL. */
export const storableText: fc.Arbitrary<string> = fc
  .string({ unit: "binary" })
  .map((text) => text.replaceAll("\u0000", "0"));

/** Any sequence of UTF-16 code units, with NUL and lone surrogates among them more often than by chance. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom("\u0000", "\ud800", "\udc00", "\ud83d\ude00", "a", " ", "\u00e9", "\u20ac"),
    ),
  )
  .map((parts) => parts.join(""));

/** Objects that JSON takes as they are. */
export const jsonRecord: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(
  storableText,
  fc.jsonValue({ stringUnit: "grapheme" }),
);

const name = storableText.filter((text) => text.trim() !== "");
const microseconds = fc.integer({ min: 0, max: Date.UTC(2100, 0) * 1000 });

const step: fc.Arbitrary<Step> = fc.record(
  {
    name,
    timestamp: microseconds.map(formatTimestamp),
    durationMs: fc.nat(),
    status: fc.constantFrom("success", "failed"),
    errorMessage: storableText,
    id: fc.nat(),
    parentId: fc.nat(),
    offsetUs: fc.nat(),
    durationUs: fc.nat(),
    attributes: jsonRecord,
    interrupted: fc.constant(true),
    truncated: fc.constant(true),
  },
  { requiredKeys: ["name", "timestamp", "durationMs", "status"] },
);

const date = fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true });

/** Traces that hold nothing to clean or to cut. */
export const storableTrace: fc.Arbitrary<Trace> = fc.record(
  {
    traceId: fc.uuid({ version: 7 }),
    skillName: name,
    executionId: name,
    startedAt: date,
    completedAt: date,
    status: fc.constantFrom("running", "success", "failed", "timeout"),
    steps: fc.array(step),
    metadata: jsonRecord,
    errorMessage: storableText,
    totalDurationMs: fc.nat(),
  },
  { requiredKeys: ["traceId", "skillName", "startedAt", "status", "steps", "metadata"] },
);

/** Anything that JavaScript has, and what nobody should put into metadata: hostile, circular, huge, broken. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withObjectString: true,
      withBoxedValues: true,
    }),
  },
  anyText,
  fc.constantFrom(...brokenValues()),
);

/** Values that throw, loop, lie about themselves, or have no form in JSON. */
export function hostileValues(): readonly unknown[] {
  return [...brokenValues(), ...hostileProxies()];
}

/** Apart from the others, for fast-check itself asks its values questions. */
function hostileProxies(): readonly unknown[] {
  const revoked = Proxy.revocable({}, {});
  const revokedList = Proxy.revocable([], {});
  revoked.revoke();
  revokedList.revoke();
  return [revoked.proxy, revokedList.proxy, throwingProxy({}), throwingProxy([1, 2])];
}

function brokenValues(): readonly unknown[] {
  const circular: Record<string, unknown> = { name: "circular" };
  circular["self"] = circular;
  const circularList: unknown[] = [];
  circularList.push(circularList);
  return [
    circular,
    circularList,
    Object.defineProperty([1], 0, { get: fail, enumerable: true }),
    Object.defineProperty({}, "broken", { get: fail, enumerable: true }),
    { toJSON: fail },
    { toJSON: () => ({ toJSON: fail }) },
    { [Symbol.toPrimitive]: fail, toString: fail },
    new Map([[{ toString: fail }, 1]]),
    Object.assign([], { [Symbol.iterator]: fail }),
    Object.assign([], { length: 4_294_967_295 }),
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
    Object.defineProperty(new Error("x"), "message", { get: fail }),
    new AggregateError([new Error("one"), "two"]),
    10n ** 400n,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -0,
    Symbol("s"),
    fail,
    new Date(Number.NaN),
    new URL("https://example.org/?a=%00"),
    /re/g,
    Buffer.from("bytes"),
    new ArrayBuffer(8),
    new WeakMap(),
    Promise.resolve(1),
    "\u0000\ud800",
    { "\u0000key\udfff": "\udfff" },
  ];
}

function throwingProxy(target: object): object {
  return new Proxy(target, { get: fail, ownKeys: fail, has: fail, getPrototypeOf: fail });
}

function fail(): never {
  throw new Error("hostile");
}

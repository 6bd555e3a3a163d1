import { InvalidArgumentError, requireRecord } from "@steptrace/core";

/** From where on something counts as wrong. */
export interface Thresholds {
  /** Months after the current one that have to have a partition. @default 1 */
  readonly aheadMonths?: number;
  /** Months before the current one among which a hole counts: those that a recovered trace may belong to. @default 3 */
  readonly pastMonths?: number;
  /** Rows that a table may have without ever having been analysed. @default 1000 */
  readonly unanalyzedRows?: number;
  /** Dead rows that a partition may have, whatever their share. @default 10000 */
  readonly deadRows?: number;
  /** The share of dead rows that a partition may have, whatever their number. @default 0.2 */
  readonly deadShare?: number;
  /** Milliseconds that somebody may wait for a lock on the table. @default 5000 */
  readonly lockWaitMs?: number;
  /** Milliseconds that a transaction with a lock on the table may be idle. @default 300000 */
  readonly idleTransactionMs?: number;
  /** The share of the server's connections that may be taken. @default 0.8 */
  readonly connectionShare?: number;
  /** Milliseconds that the clocks of server and process may differ. @default 2000 */
  readonly clockSkewMs?: number;
  /** The share of Redis's `maxmemory` that may be used. @default 0.8 */
  readonly redisMemoryShare?: number;
  /** Milliseconds that a trace in the journal may be silent. @default 60000 */
  readonly silentMs?: number;
  /** Bytes that the write-ahead log of an embedded store may take. @default 536870912 */
  readonly storeLogBytes?: number;
}

const DEFAULTS: Required<Thresholds> = {
  aheadMonths: 1,
  pastMonths: 3,
  unanalyzedRows: 1000,
  deadRows: 10_000,
  deadShare: 0.2,
  lockWaitMs: 5000,
  idleTransactionMs: 300_000,
  connectionShare: 0.8,
  clockSkewMs: 2000,
  redisMemoryShare: 0.8,
  silentMs: 60_000,
  storeLogBytes: 512 * 1024 * 1024,
};

/** The longest look ahead and back, in months: a century. */
const MOST_MONTHS = 1200;

/**
 * The given thresholds over the defaults.
 *
 * @throws {InvalidArgumentError} where one is no number of 0 or more
 */
export function resolveThresholds(thresholds: Thresholds = {}): Required<Thresholds> {
  const given = Object.entries(requireRecord("thresholds", thresholds)).filter(
    ([, value]) => value !== undefined,
  );
  for (const [name, value] of given) {
    if (!(typeof value === "number" && value >= 0)) {
      throw new InvalidArgumentError(`thresholds.${name}`, "a number, 0 or more", value);
    }
  }
  const all: Required<Thresholds> = { ...DEFAULTS, ...Object.fromEntries(given) };
  for (const name of ["aheadMonths", "pastMonths"] as const) {
    if (!Number.isSafeInteger(all[name]) || all[name] > MOST_MONTHS) {
      throw new InvalidArgumentError(`thresholds.${name}`, `a whole number up to ${MOST_MONTHS}`, all[name]);
    }
  }
  return all;
}

import type { LedgerEvent } from "../ledger/ledger-event.js";
import type { LoadOptions } from "../load/load.js";
import type { StandOptions } from "../load/open-stand.js";

type Services = Pick<StandOptions, "databaseUrl" | "redisUrl" | "keyPrefix" | "timeoutMs" | "retryForMs">;

/** Records and stores traces. */
export interface WriteTask extends Services, LoadOptions {
  readonly role: "write";
  /** Milliseconds by which its clock is ahead of the machine's. @default 0 */
  readonly clockAheadMs?: number;
}

/** Recovers, again and again. */
export interface RecoverTask extends Services {
  readonly role: "recover";
  /** Milliseconds of silence; less than an owner is silent who lives. */
  readonly olderThanMs: number;
}

/** Makes the months ahead and drops those that are past the keeping, again and again. */
export interface MaintainTask extends Services {
  readonly role: "maintain";
  readonly keepMonths: number;
}

/** What a process does until it is told to rest; the argument of the program, as JSON. */
export type Task = WriteTask | RecoverTask | MaintainTask;

/** How a process is. */
export interface Report {
  readonly kind: "report";
  /** When all garbage is gone. */
  readonly heapBytes: number;
  /** Connections and the like. */
  readonly handles: number;
  /** Traces that wait to be stored, those in statements included. */
  readonly inFlight: number;
}

/** What a process says, a line of JSON each. */
export type Message =
  | LedgerEvent
  | Report
  | { readonly kind: "recovered"; readonly traces: number }
  /** It has begun. */
  | { readonly kind: "ready" }
  /** It has done as it was told: nothing is under way any more. */
  | { readonly kind: "resting" };

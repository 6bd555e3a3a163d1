import type { PartitionInfo } from "@steptrace/postgres-store";
import type { FindingCode } from "./finding-codes.js";

/** Something that is wrong: an `error` loses traces, or soon will; a `warning` makes things slow or fragile. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: "error" | "warning";
  /** What is wrong, in a sentence, with its figures; never a secret. */
  readonly what: string;
  /** What mends it: a command or statements to paste. */
  readonly fix: string;
  /** What it is about, where that has a name: a partition, an index, the address of a Redis. */
  readonly subject?: string;
}

/** What could not be looked at, or is worth knowing; nothing that has to be mended. */
export interface Note {
  /** The name of the examination. */
  readonly about: string;
  readonly text: string;
}

/** One of the things that were looked at. */
export interface Examination {
  /** As in "months". */
  readonly name: string;
  /** As its worst finding; `well` without one, `unknown` where it could not be looked at. */
  readonly state: "well" | "warning" | "error" | "unknown";
  /** What was seen, in few words. */
  readonly summary: string;
}

/** A partition, and what it takes. */
export interface PartitionSize extends PartitionInfo {
  /** Bytes of the rows, without indexes. */
  readonly tableBytes: number;
  readonly indexBytes: number;
  /** As PostgreSQL counted them since it last looked; estimates. */
  readonly liveRows: number;
  readonly deadRows: number;
  /** Absent where there was none since the statistics were last reset; by hand or by autovacuum. */
  readonly vacuumedAt?: Date;
  readonly analyzedAt?: Date;
}

/** A service that was named, and whether it could be looked into. */
export interface ExaminedService {
  readonly name: "database" | "redis";
  /** Where it is; never user or password. */
  readonly target: string;
  readonly isReached: boolean;
}

/** All that `diagnose` saw. */
export interface Diagnosis {
  readonly services: readonly ExaminedService[];
  readonly examinations: readonly Examination[];
  /** Errors first. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** Oldest first; none where they could not be looked at. */
  readonly partitions: readonly PartitionSize[];
}

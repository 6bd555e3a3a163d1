import type { RunStatement } from "../partitions/ensure-partitions.js";

/** Where rows are filled in. */
export interface FilledPlace {
  readonly run: RunStatement;
  readonly schema: string | undefined;
  /** Rows that started before, as PostgreSQL writes it, are left as they are: they go. @default none goes */
  readonly since?: string | undefined;
}

import type { StepJournal, TraceEvents } from "@steptrace/core";
import type { Diagnosis } from "@steptrace/operations";
import type { TraceStorage } from "@steptrace/postgres-store";
import type { TraceQuery } from "@steptrace/query";
import type { LiveSource } from "./contract/answers.js";

/** What the server answers from. */
export interface ServerServices {
  readonly query: TraceQuery;
  readonly storage: TraceStorage;
  /** What happens, as it happens. @default the server has no live events */
  readonly events?: { readonly source: LiveSource; readonly events: Pick<TraceEvents, "watch"> };
  /** Where running traces are seen. @default they are not */
  readonly journal?: StepJournal;
  /** Looks at what the traces rest on. @default the server cannot say */
  readonly diagnose?: () => Promise<Diagnosis>;
  /** Whether this process writes traces through `storage`, so that its counters mean something. @default false */
  readonly isWriter?: boolean;
}

/** The built page, as `@steptrace/dashboard` exports it. */
export interface PageAssets {
  /** Absolute path of the folder with `index.html`. */
  readonly directory: string;
  /** Absolute path of the page of one file that takes an exported trace. */
  readonly exportTemplate: string;
}

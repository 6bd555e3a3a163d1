import type { StepColumns } from "@steptrace/core/browser";

/** What a trace is, without its steps and metadata; dates as ISO 8601 texts. */
interface TraceHead {
  readonly traceId: string;
  readonly skillName: string;
  readonly executionId?: string;
  readonly startedAt: string;
  readonly completedAt?: string;
  readonly status: "running" | "success" | "failed" | "timeout";
  readonly totalDurationMs?: number;
  readonly errorMessage?: string;
}

/** A trace as a waterfall needs it: its steps column by column, in the trace's order. */
export interface TraceSkeleton {
  readonly trace: TraceHead;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly stepCount: number;
  readonly names: readonly string[];
  readonly steps: StepColumns;
}

/** Whether a trace goes on while it is looked at. */
export function isRunning({ trace }: TraceSkeleton): boolean {
  return trace.status === "running";
}

/** A step whole. */
export interface StepDetail {
  readonly name: string;
  readonly timestamp: string;
  readonly durationMs: number;
  readonly durationUs?: number;
  readonly offsetUs?: number;
  readonly status: "success" | "failed";
  readonly errorMessage?: string;
  readonly id?: number;
  readonly parentId?: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly interrupted?: boolean;
  readonly running?: boolean;
  readonly truncated?: boolean;
}

/** A failure like the one that is shown, and the words that make it so. */
export interface SimilarFailure extends TraceHead {
  readonly errorMessage: string;
  /** From 0 to 1. */
  readonly similarityScore: number;
  readonly sharedTokens: readonly string[];
  readonly questionTokens: readonly string[];
  readonly failureTokens: readonly string[];
}

/** A step where traces are compared. */
export interface ComparedStep {
  readonly name: string;
  readonly path: readonly string[];
  readonly status: "success" | "failed";
  readonly durationUs: number;
  readonly errorMessage?: string;
}

/** What one of two traces did where they part. */
export interface StepEvent {
  readonly kind: "began" | "ended";
  readonly step: ComparedStep;
}

/** A value that differs, as JSON; absent where there is none. */
export interface MetadataDifference {
  readonly path: readonly string[];
  readonly a?: string;
  readonly b?: string;
}

/** What happened in a failure, beside the last success before it: of the answer of the API, what is shown. */
export interface Explanation {
  readonly failedStep?: ComparedStep;
  readonly comparison?: {
    readonly a: TraceHead;
    readonly missing: readonly ComparedStep[];
    readonly added: readonly ComparedStep[];
    readonly firstDivergence?: {
      readonly stepsInCommon: number;
      readonly a?: StepEvent;
      readonly b?: StepEvent;
    };
    readonly metadata: {
      readonly differences: readonly MetadataDifference[];
      readonly more?: number;
    };
  };
}

/** That a step of the watched trace began or ended; or, without a step, that the trace itself has ended. */
export interface LiveEvent {
  readonly kind: "step-started" | "step-ended" | "finalized";
  readonly step?: {
    readonly id: number;
    readonly parentId?: number;
    readonly name: string;
    readonly offsetUs: number;
    readonly durationUs?: number;
    readonly status?: "success" | "failed";
    readonly errorMessage?: string;
  };
}

/** Where other things about a trace are; absent in a file, which knows nothing but itself. */
export interface TraceLinks {
  readonly trace: (traceId: string) => string;
  readonly skill: (skillName: string) => string;
  readonly compare: (a: string, b: string) => string;
  /** Where the trace is chosen that another is compared with. */
  readonly compareWith: (b: string, skillName: string) => string;
  readonly exportJson: string;
  readonly exportHtml: string;
}

/** Where the page of a trace has its data from: the API, or the file that it stands in. */
export interface TraceSource {
  readonly traceId: string;
  readonly links?: TraceLinks;
  skeleton(signal: AbortSignal): Promise<TraceSkeleton>;
  /** @param place of the step in the trace */
  step(place: number, signal: AbortSignal): Promise<StepDetail>;
  /** The trace as it is exported: a value for JSON. */
  whole(signal: AbortSignal): Promise<unknown>;
  similar?(signal: AbortSignal): Promise<readonly SimilarFailure[]>;
  explanation?(signal: AbortSignal): Promise<Explanation>;
  /** Hears of what happens to the trace, until the function is called that it gives. */
  watch?(onEvents: (events: readonly LiveEvent[]) => void): () => void;
}

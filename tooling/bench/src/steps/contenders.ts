import { context, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { ExecutionTracer, TraceRecorder } from "@steptrace/core";

/** Steps of one trace, and spans between two pauses: what a batch processor takes before it drops. */
export const STEPS = 1000;

const ATTRIBUTES = { image: "api:1.4", attempt: 1, cached: false };

/** Records `STEPS` steps, or as many spans; resolves to the milliseconds that it took. */
export type RecordSteps = () => Promise<number>;

/** The ways of recording that are compared, each made ready in its own process. */
export const CONTENDERS = {
  "steptrace-flat": (): RecordSteps => {
    const newRecorder = recorders();
    return async () => {
      const recorder = await newRecorder();
      return timed(() => {
        for (let step = 0; step < STEPS; step += 1) {
          recorder.startStep("build-image", { attributes: ATTRIBUTES }).end();
        }
      });
    };
  },
  "otel-flat": (): RecordSteps => {
    const otel = startOpenTelemetry();
    return async () =>
      timed(() => {
        for (let step = 0; step < STEPS; step += 1) {
          const span = otel.startSpan("build-image", { attributes: ATTRIBUTES });
          span.setStatus({ code: SpanStatusCode.OK });
          span.end();
        }
      });
  },
  "steptrace-nested": (): RecordSteps => {
    const newRecorder = recorders();
    return async () => {
      const recorder = await newRecorder();
      return timedAsync(async () => {
        for (let step = 0; step < STEPS; step += 2) {
          await recorder.step("outer", async () => {
            await recorder.step("inner", async () => {});
          });
        }
      });
    };
  },
  "otel-nested": (): RecordSteps => {
    const otel = startOpenTelemetry();
    return () =>
      timedAsync(async () => {
        for (let step = 0; step < STEPS; step += 2) {
          await inSpan(otel, "outer", async () => {
            await inSpan(otel, "inner", async () => {});
          });
        }
      });
  },
} as const;

/** A recorder on a new trace, which is its tracer's only one. */
function recorders(): () => Promise<TraceRecorder> {
  const tracer = new ExecutionTracer();
  return async () => {
    tracer.clearCurrentTrace();
    await tracer.startTrace("bench");
    return new TraceRecorder(tracer);
  };
}

/** As OpenTelemetry's own documentation writes it: the status by hand, the end in `finally`. */
function inSpan(otel: Tracer, name: string, fn: () => Promise<void>): Promise<void> {
  return otel.startActiveSpan(name, async (span) => {
    try {
      await fn();
      span.setStatus({ code: SpanStatusCode.OK });
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

class NoopExporter implements SpanExporter {
  export(_spans: unknown, done: (result: ExportResult) => void): void {
    done({ code: ExportResultCode.SUCCESS });
  }

  async shutdown(): Promise<void> {}
}

function startOpenTelemetry(): Tracer {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const processor = new BatchSpanProcessor(new NoopExporter());
  return new BasicTracerProvider({ spanProcessors: [processor] }).getTracer("bench");
}

function timed(act: () => void): number {
  const started = performance.now();
  act();
  return performance.now() - started;
}

async function timedAsync(act: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

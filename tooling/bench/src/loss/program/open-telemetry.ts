import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { Library } from "./library.js";

/**
 * OpenTelemetry as its own documents set it up: everything at its default but the address. A step is a span.
 *
 * @param url where the collector takes traces
 */
export function openOpenTelemetry(url: string): Library {
  const processor = new BatchSpanProcessor(new OTLPTraceExporter({ url }));
  const provider = new NodeTracerProvider({ spanProcessors: [processor] });
  provider.register();
  const tracer = provider.getTracer("bench");
  return {
    async recordTrace(steps) {
      for (const step of steps) tracer.startSpan(step).end();
    },
    async startUnfinished() {},
    recordStep: (step) => tracer.startSpan(step).end(),
    untilSafe: () => provider.forceFlush(),
    // Its documents catch here, too: it rejects where the last export fails.
    shutdown: () => provider.shutdown().catch(() => {}),
  };
}

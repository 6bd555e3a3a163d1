import type { ExecutionTracer, TraceHandle, TraceOptions } from "@steptrace/core";

export interface CallServiceInput {
  /** Where the service can be reached: the first address that answers is used. */
  readonly addresses: readonly string[];
}

/** Asks a service over HTTP, at its other addresses where the first does not answer. */
export function callService(
  tracer: ExecutionTracer,
  { addresses }: CallServiceInput,
  options: TraceOptions,
): Promise<unknown> {
  return tracer.trace("call-service", { ...options, metadata: { addresses } }, async (trace) => {
    const response = await trace.step("request", () => firstResponse(trace, addresses));
    const body = await trace.step("read-body", () => response.text());
    return trace.step("parse-body", () => JSON.parse(body) as unknown);
  });
}

/** An address that does not answer is a failed step; the trace fails only where none does. */
async function firstResponse(trace: TraceHandle, addresses: readonly string[]): Promise<Response> {
  let lastError: unknown;
  for (const address of addresses) {
    try {
      return await trace.step(`GET ${address}`, async (step) => {
        const response = await fetch(address, { signal: trace.signal });
        step.setAttributes({ status: response.status });
        return response;
      });
    } catch (error) {
      trace.signal.throwIfAborted();
      lastError = error;
    }
  }
  throw lastError;
}

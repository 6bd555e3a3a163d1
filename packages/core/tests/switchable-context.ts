import { ContextError, InMemoryTraceContext } from "../src/index.js";

/** A context whose store a test takes away, and brings back. */
export class SwitchableContext extends InMemoryTraceContext {
  isDown = false;
  /** The calls that were made, as `set exec-1`. */
  readonly calls: string[] = [];

  override async setTraceId(executionId: string, traceId: string): Promise<void> {
    this.#answer(`set ${executionId}`);
    await super.setTraceId(executionId, traceId);
  }

  override async getTraceId(executionId: string): Promise<string | undefined> {
    this.#answer(`get ${executionId}`);
    return super.getTraceId(executionId);
  }

  override async renew(executionId: string): Promise<boolean> {
    this.#answer(`renew ${executionId}`);
    return super.renew(executionId);
  }

  #answer(call: string): void {
    this.calls.push(call);
    if (this.isDown) throw new ContextError("the context is down");
  }
}

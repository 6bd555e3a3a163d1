import { isSteptraceError, requireId } from "@steptrace/core";
import { InvalidArgumentError } from "commander";

/** @throws {InvalidArgumentError} for text that cannot be an execution's id */
export function parseExecutionId(text: string): string {
  try {
    return requireId("execution id", text);
  } catch (error) {
    throw new InvalidArgumentError(isSteptraceError(error) ? error.message : String(error));
  }
}

import { errorText } from "@steptrace/core";
import { ExitCode, exitCodeOf } from "./exit-code.js";

/** What to tell the user about an error: never a stack trace. */
export function describeFault(error: unknown): string {
  if (exitCodeOf(error) !== ExitCode.bug) return error instanceof Error ? error.message : errorText(error);
  return (
    `Something went wrong that should not: ${errorText(error)}. ` +
    "This is a bug of steptrace; please report it, with the command that you ran."
  );
}

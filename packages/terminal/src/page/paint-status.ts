import type { TraceStatus } from "@steptrace/core";
import type { Colors, Paint } from "./page.js";

/** The colour of a status: green for what went well, red for what did not, yellow for what has not ended. */
export function paintStatus(status: TraceStatus, colors: Colors): Paint {
  if (status === "success") return colors.green;
  return status === "failed" || status === "timeout" ? colors.red : colors.yellow;
}

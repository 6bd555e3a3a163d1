import { type Colors, paintStatus } from "@steptrace/terminal";
import type { Outcomes } from "../run/outcomes.js";

/** As in `44 succeeded, 12 failed, 4 timed out`; what did not happen is left out. */
export function formatOutcomes({ success, failed, timeout }: Outcomes, colors: Colors): string {
  const parts = [
    success > 0 && paintStatus("success", colors)(`${success} succeeded`),
    failed > 0 && paintStatus("failed", colors)(`${failed} failed`),
    timeout > 0 && paintStatus("timeout", colors)(`${timeout} timed out`),
  ];
  return parts.filter((part) => part !== false).join(", ") || "none has ended yet";
}

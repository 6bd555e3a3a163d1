import type { Outcomes } from "../run/outcomes.js";
import type { Paint } from "./paint.js";
import { statusStyle } from "./status-style.js";

/** As in `44 succeeded, 12 failed, 4 timed out`; what did not happen is left out. */
export function formatOutcomes({ success, failed, timeout }: Outcomes, paint: Paint): string {
  const parts = [
    success > 0 && paint(statusStyle("success"), `${success} succeeded`),
    failed > 0 && paint(statusStyle("failed"), `${failed} failed`),
    timeout > 0 && paint(statusStyle("timeout"), `${timeout} timed out`),
  ];
  return parts.filter((part) => part !== false).join(", ") || "none has ended yet";
}

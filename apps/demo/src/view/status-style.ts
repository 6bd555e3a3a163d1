import type { TraceStatus } from "@steptrace/core";
import type { Style } from "./paint.js";

const STYLES: Readonly<Record<TraceStatus, Style>> = {
  running: "plain",
  success: "green",
  failed: "red",
  timeout: "yellow",
};

export function statusStyle(status: TraceStatus): Style {
  return STYLES[status];
}

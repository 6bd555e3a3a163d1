import { failureTemplate } from "@steptrace/core";

/** The name of the group that a failure belongs to: the one place that knows what makes a group. */
export function groupOf(text: string): string {
  return failureTemplate(text);
}

import type { TraceEvent } from "@steptrace/core";

/** What an entry of the stream tells; nothing, where another program wrote it. */
export function eventsOf(fields: readonly string[]): readonly TraceEvent[] {
  const text = fields[fields.indexOf("events") + 1];
  try {
    const events: unknown = JSON.parse(text ?? "");
    return Array.isArray(events) ? events.map(withDates) : [];
  } catch {
    return [];
  }
}

/** JSON has no dates. */
function withDates(event: TraceEvent): TraceEvent {
  const at = new Date(event.at);
  return event.kind === "finalized"
    ? { ...event, at, startedAt: new Date(event.startedAt) }
    : { ...event, at };
}

import type { EventBatch, TraceEvent } from "@steptrace/core";

const MOST_EVENTS = 500;

/** Which events somebody wants to see. */
export interface EventFilter {
  readonly skill?: string | undefined;
  /** Of finalized traces; all other events are left out then. */
  readonly status?: string | undefined;
  readonly traceId?: string | undefined;
}

/** The events of a batch that pass. */
export function eventsFor(
  { events }: EventBatch,
  { skill, status, traceId }: EventFilter,
): readonly TraceEvent[] {
  return events.filter(
    (event) =>
      (skill === undefined || event.skillName === skill) &&
      (traceId === undefined || event.traceId === traceId) &&
      (status === undefined || (event.kind === "finalized" && event.status === status)),
  );
}

/**
 * Events of a batch as messages of an event stream. A batch can hold all of a trace: in pieces it is seen to be read. The last bears
 * the id, so that who has not got all of it gets it again.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function messagesOf(id: string, events: readonly TraceEvent[]): readonly string[] {
  const count = Math.ceil(events.length / MOST_EVENTS);
  return Array.from({ length: count }, (_, index) => {
    const piece = events.slice(index * MOST_EVENTS, (index + 1) * MOST_EVENTS);
    const place = index === count - 1 ? `id: ${id.replace(/[\r\n\0]/g, "")}\n` : "";
    return `${place}event: batch\ndata: ${JSON.stringify(piece)}\n\n`;
  });
}

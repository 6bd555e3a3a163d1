import { client } from "../../api/client.js";
import type { LiveEvent, TraceLinks, TraceSource } from "./trace-source.js";

/** How many similar failures are shown; those that say the same, as one. */
const MOST_SIMILAR = 50;

/**
 * A trace as the API gives it.
 *
 * @param links where the page shows other things, but for the files, which the API has
 * @param isLive whether the server tells what happens
 */
export function apiSource(
  traceId: string,
  links: Omit<TraceLinks, "exportHtml" | "exportJson">,
  isLive: boolean,
): TraceSource {
  const exportJson = client.exportUrl(traceId, "json");
  return {
    traceId,
    links: { ...links, exportJson, exportHtml: client.exportUrl(traceId, "html") },
    skeleton: (signal) => client.trace(traceId, signal),
    step: (place, signal) => client.step(traceId, place, signal),
    whole: (signal) => readJson(exportJson, signal),
    similar: async (signal) => (await client.similar(traceId, { limit: MOST_SIMILAR }, signal)).failures,
    explanation: (signal) => client.explanation(traceId, signal),
    // Where it does not, a trace that runs is asked for anew now and then, and that is all.
    watch: (onEvents) => (isLive ? watch(client.eventsUrl({ traceId }), onEvents) : () => {}),
  };
}

async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal });
  if (response.ok) return response.json();
  throw new Error(`The server answered ${response.status} in place of the trace.`);
}

function watch(url: string, onEvents: (events: readonly LiveEvent[]) => void): () => void {
  const stream = new EventSource(url);
  stream.addEventListener("batch", ({ data }: MessageEvent<string>) => {
    const events = JSON.parse(data) as readonly (LiveEvent | { readonly kind: "started" })[];
    // That it began is known.
    onEvents(events.filter((event) => event.kind !== "started"));
  });
  return () => stream.close();
}

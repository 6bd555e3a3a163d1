import type { EventBatch, TraceEvent, TraceEvents, WatchOptions } from "@steptrace/core";

type Watched = Pick<TraceEvents, "watch">;

/** Ends that are known to have been told, at most. */
const MOST_KNOWN = 10_000;

/**
 * Live events of tracers that publish them, and beside them the ends of traces of those that do not, as the store has them. Each end is told
 * once. A watch goes on where the first of the two was; ids are its own.
 */
export function mergeEvents(published: Watched, stored: Watched): Watched {
  return {
    async *watch({ after, signal }: WatchOptions): AsyncIterable<EventBatch> {
      const known = new Set<string>();
      let lastId = after ?? "";
      const sources = [
        follow(published.watch({ signal, ...(after !== undefined && { after }) }), true),
        follow(stored.watch({ signal }), false),
      ];
      const next = sources.map((source) => source.next());
      for (;;) {
        const { index, result } = await Promise.race(
          next.map(async (promise, place) => ({ index: place, result: await promise })),
        );
        if (result.done === true) return;
        next[index] = (sources[index] as (typeof sources)[number]).next();
        const { batch, hasId } = result.value;
        if (hasId) lastId = batch.id;
        const events = batch.events.filter((event) => isNews(event, known));
        if (events.length > 0) yield { id: lastId, events };
      }
    },
  };
}

interface Followed {
  readonly batch: EventBatch;
  readonly hasId: boolean;
}

async function* follow(
  batches: AsyncIterable<EventBatch>,
  hasId: boolean,
): AsyncGenerator<Followed, undefined> {
  for await (const batch of batches) yield { batch, hasId };
  return undefined;
}

function isNews(event: TraceEvent, known: Set<string>): boolean {
  if (event.kind !== "finalized") return true;
  if (known.has(event.traceId)) return false;
  known.add(event.traceId);
  const [oldest] = known;
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  return true;
}

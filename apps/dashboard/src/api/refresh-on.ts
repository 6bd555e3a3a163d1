import type { LiveEvent } from "@steptrace/server/client";
import type { QueryClient } from "@tanstack/react-query";

/** At most so often is asked again for what changes all the time. */
const PAUSE_MS = 2000;

/** What has been asked for, by the first part of its key, and is another after the events. */
function changedBy(events: readonly LiveEvent[]): readonly string[] {
  const ended = events.filter((event) => event.kind === "finalized");
  const changed: string[] = [];
  if (events.some(({ kind }) => kind === "started") || ended.length > 0) changed.push("running");
  if (ended.length > 0) changed.push("skills", "points");
  if (ended.some(({ status }) => status !== "success")) changed.push("failures");
  return changed;
}

/** What may have changed while nobody was told. */
const ALL = ["traces", "running", "skills", "points", "failures"];

/** Gathers what has changed, and has it asked for again now and then; what is not shown is asked for when it is. */
export function refreshOn(client: QueryClient): {
  /** What happened before is not told from now on: it is asked for. */
  opened(): void;
  changed(events: readonly LiveEvent[]): void;
  stop(): void;
} {
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    timer = undefined;
    for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
    stale.clear();
  };
  return {
    opened() {
      // The first answers may be on their way, asked for before the stream began: the list is asked for again after them.
      const isEarly = client.isFetching({ queryKey: ["traces"] }) > 0;
      for (const key of ALL) {
        const asked = client.invalidateQueries({ queryKey: [key] });
        if (isEarly && key === "traces") void asked.then(() => client.invalidateQueries({ queryKey: [key] }));
      }
    },
    changed(events) {
      // The list that is shown has put them on top itself; one that is not has missed them.
      if (events.some(({ kind }) => kind === "finalized"))
        void client.invalidateQueries({ queryKey: ["traces"], refetchType: "none" });
      for (const key of changedBy(events)) stale.add(key);
      if (stale.size > 0) timer ??= setTimeout(refresh, PAUSE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

import { type Clock, systemClock } from "@steptrace/core";
import { Load } from "../load/load.js";
import { type OpenStand, openStand } from "../load/open-stand.js";
import type { Message, Report, WriteTask } from "./task.js";

const REPORT_EVERY_MS = 2000;

/** Writes until it is told to stop. @returns what stops it, and resolves when every call has settled */
export function write(task: WriteTask, say: (message: Message) => void): () => Promise<void> {
  const stand = openStand({ ...task, clock: clockAhead(task.clockAheadMs ?? 0), note: say });
  const load = new Load(stand, task);
  setInterval(() => say(reportOf(stand)), REPORT_EVERY_MS);
  return async () => {
    await load.stop();
    await stand.storage.flush();
    say(reportOf(stand));
  };
}

function clockAhead(milliseconds: number): Clock {
  return { now: () => systemClock.now() + milliseconds, monotonic: () => systemClock.monotonic() };
}

function reportOf({ storage }: OpenStand): Report {
  globalThis.gc?.();
  const { queued, inFlight } = storage.stats();
  return {
    kind: "report",
    heapBytes: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().length,
    inFlight: queued + inFlight,
  };
}

import type { FinalStatus, TraceEvent } from "@steptrace/core";
import { untilInterrupted } from "../serve/until-interrupted.js";
import type { Connection } from "../store/connection.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { openEvents } from "./open-events.js";
import { tailLine } from "./tail-line.js";

export interface TailOptions {
  readonly skill?: string;
  readonly status?: FinalStatus;
  readonly json?: true;
}

/** A trace that has ended. */
export type Ended = Extract<TraceEvent, { readonly kind: "finalized" }>;

/** Prints traces as they end, until the process is interrupted. */
export async function tail(connection: Connection, options: TailOptions): Promise<void> {
  await using source = await openEvents(connection);
  const end = new AbortController();
  void untilInterrupted().then(() => end.abort());
  for await (const { events } of source.events.watch({ signal: end.signal })) {
    for (const event of events) if (isAskedFor(event, options)) print(lineOf(event, options));
  }
}

function isAskedFor(event: TraceEvent, { skill, status }: TailOptions): event is Ended {
  if (event.kind !== "finalized") return false;
  return (skill ?? event.skillName) === event.skillName && (status ?? event.status) === event.status;
}

function lineOf(event: Ended, { json }: TailOptions): string {
  if (!json) return tailLine(event, stdoutPage());
  const { kind: _, at: completedAt, ...trace } = event;
  return JSON.stringify({ ...trace, completedAt });
}

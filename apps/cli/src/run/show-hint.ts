import type { Connection } from "../store/connection.js";

/**
 * The command that shows a trace; `undefined` where it would look in another place than the one the trace is in: the
 * options that say where would have to be repeated, and may hold a password.
 *
 * @param place where the trace is
 * @param usual where a command without options looks
 */
export function showHint(traceId: string, place: Connection, usual: Connection): string | undefined {
  const isUsual =
    place.databaseUrl === usual.databaseUrl &&
    place.directory === usual.directory &&
    place.schema === usual.schema;
  return isUsual ? `steptrace show ${traceId}` : undefined;
}

import { existsSync } from "node:fs";
import { type SpinnerOptions, withSpinner } from "../terminal/with-spinner.js";
import type { Connection } from "./connection.js";

/** Waits for work with a store, and says so on a terminal. An embedded store that is made first takes its time. */
export function waitingFor<T>(text: string, connection: Connection, work: () => Promise<T>): Promise<T> {
  const isNew = connection.databaseUrl === undefined && !existsSync(connection.directory);
  const options: SpinnerOptions = { atOnce: isNew };
  return withSpinner(isNew ? `Making the embedded store in ${connection.directory}` : text, work, options);
}

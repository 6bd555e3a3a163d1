import { existsSync } from "node:fs";
import { relative } from "node:path";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import type { Connection } from "./connection.js";

/** @throws {NothingFoundError} where the embedded store does not exist: what looks at one does not make one */
export function requireStore({ databaseUrl, directory }: Connection): void {
  if (databaseUrl !== undefined || existsSync(directory)) return;
  throw new NothingFoundError(
    `There is no embedded store in ${relative("", directory) || "."}: nothing was recorded here. ` +
      "Record a first trace with steptrace run, or say with --database-url or --directory where the traces are.",
  );
}

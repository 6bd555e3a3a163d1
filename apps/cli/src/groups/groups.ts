import { viewGroups } from "@steptrace/terminal";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { type GroupsOptions, ORDERS } from "./groups-options.js";

/**
 * Prints the groups of failures.
 *
 * @throws {NothingFoundError} where there is none
 */
export async function groups(connection: Connection, options: GroupsOptions): Promise<void> {
  const { skill, since, order, silentDays, limit, json } = options;
  const found = await withStore(connection, ({ query }) =>
    query.failureGroups({
      orderBy: ORDERS[order],
      silentDays,
      limit,
      ...(skill !== undefined && { skillName: skill }),
      ...(since !== undefined && { startDate: since }),
    }),
  );
  if (json) print(formatJson(found));
  else if (found.length > 0) print(viewGroups(found, stdoutPage()).join("\n"));
  if (found.length === 0) throw new NothingFoundError(explainNone(options));
}

function explainNone({ skill, since }: GroupsOptions): string {
  const of = skill === undefined ? "" : ` of '${skill}'`;
  if (since === undefined) return `No failure${of} is stored. Run steptrace list to see what is.`;
  return `No failure${of} since ${since.toISOString()}. Try an earlier --since, or leave it out.`;
}

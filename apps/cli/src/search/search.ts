import type { TraceStatus } from "@steptrace/core";
import type { SearchTracesOptions } from "@steptrace/query";
import { viewList } from "@steptrace/terminal";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";

export interface SearchOptions {
  readonly skill?: string;
  readonly status?: TraceStatus;
  readonly execution?: string;
  readonly minDuration?: number;
  readonly maxDuration?: number;
  readonly meta?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly since?: Date;
  readonly until?: Date;
  readonly limit: number;
  readonly cursor?: string;
  readonly json?: true;
}

/**
 * Prints a page of the traces that have all that is asked for.
 *
 * @throws {NothingFoundError} where there is none
 */
export async function search(
  connection: Connection,
  words: readonly string[],
  options: SearchOptions,
): Promise<void> {
  const page = await withStore(connection, ({ query }) => query.searchTraces(filtersOf(words, options)));
  const { items, nextCursor } = page;
  if (options.json) print(formatJson(page));
  else if (items.length > 0) {
    const more =
      nextCursor === undefined ? [] : ["", `There are more: the same command with --cursor ${nextCursor}`];
    print([...viewList(items, stdoutPage()), ...more].join("\n"));
  }
  if (items.length === 0) throw new NothingFoundError("No trace has all that was asked for.");
}

function filtersOf(words: readonly string[], options: SearchOptions): SearchTracesOptions {
  const { skill, status, execution, minDuration, maxDuration, since, until, limit, cursor } = options;
  const text = words.join(" ").trim();
  const given: { readonly [K in keyof SearchTracesOptions]: SearchTracesOptions[K] | undefined } = {
    limit,
    cursor,
    skillName: skill,
    status,
    executionId: execution,
    minDuration,
    maxDuration,
    metadata: { ...options.metadata, ...options.meta },
    text: text === "" ? undefined : text,
    startDate: since,
    endDate: until,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

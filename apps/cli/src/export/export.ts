import { writeFile } from "node:fs/promises";
import { errorText, exportPage, exportTrace, type Trace } from "@steptrace/core";
import { UsageError } from "../faults/usage-error.js";
import { findStoredOrRunning } from "../find/find-stored-or-running.js";
import type { Connection } from "../store/connection.js";
import { formatJson } from "../terminal/format-json.js";
import { complain, print } from "../terminal/print.js";
import { exportTemplate } from "./export-template.js";

export interface ExportOptions {
  readonly format?: "json" | "html";
  readonly output?: string;
}

/**
 * Writes a trace to a file, or to standard output.
 *
 * @param id as {@link findStoredOrRunning} takes it
 * @throws {NothingFoundError} where there is none
 * @throws {UsageError} where several are meant, or the file cannot be written
 */
export async function exportToFile(
  connection: Connection,
  id: string | undefined,
  { output, format = output !== undefined && /\.html?$/i.test(output) ? "html" : "json" }: ExportOptions,
): Promise<void> {
  const trace = await findStoredOrRunning(connection, id);
  const text = format === "html" ? await asPage(trace) : formatJson(exportTrace(trace, new Date()));
  if (output === undefined) return print(text);
  try {
    await writeFile(output, `${text}\n`);
  } catch (cause) {
    throw new UsageError(
      `The trace cannot be written to ${output}: ${errorText(cause)}. Give an --output that may be written to.`,
      { cause },
    );
  }
  complain(`wrote trace ${trace.traceId} to ${output}`);
}

async function asPage(trace: Trace): Promise<string> {
  return exportPage(await exportTemplate(), exportTrace(trace, new Date()));
}

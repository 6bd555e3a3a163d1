import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { errorText } from "@steptrace/core";
import { UsageError } from "../faults/usage-error.js";
import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { waitingFor } from "../store/waiting-for.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { type EndedTrace, parseTraces } from "./parse-traces.js";
import { type ImportedTrace, storeTraces } from "./store-traces.js";
import { viewImported } from "./view-imported.js";

export interface ImportOptions {
  readonly json?: true;
}

/**
 * Stores the traces of files, and prints what became of each. Nothing is stored unless all files can be read.
 *
 * @throws {UsageError} for a file that cannot be read, or holds something else
 * @throws {StorageError}
 */
export async function importFiles(
  connection: Connection,
  files: readonly string[],
  { json }: ImportOptions,
): Promise<void> {
  const traces: EndedTrace[] = [];
  for (const file of files) traces.push(...parseTraces(await readWhole(file), nameOf(file)));
  const config = databaseConfig(connection);
  const imported = await waitingFor(
    "Storing traces",
    connection,
    async (): Promise<readonly ImportedTrace[]> => {
      const { TraceStorage } = await import("@steptrace/postgres-store");
      await using storage = new TraceStorage(config, { ...databaseOptions(connection), limits: WHOLE });
      return await storeTraces(storage, traces);
    },
  );
  print(json ? formatJson(imported) : viewImported(imported).join("\n"));
}

/** A trace that was stored somewhere was within the limits there: here, nothing of it is cut. */
const WHOLE = {
  stepNameBytes: Number.MAX_SAFE_INTEGER,
  errorMessageBytes: Number.MAX_SAFE_INTEGER,
  traceErrorMessagesBytes: Number.MAX_SAFE_INTEGER,
  attributesBytes: Number.MAX_SAFE_INTEGER,
  traceAttributesBytes: Number.MAX_SAFE_INTEGER,
  metadataBytes: Number.MAX_SAFE_INTEGER,
  stepsPerTrace: 1_000_000,
} as const;

const STANDARD_INPUT = "-";

function nameOf(file: string): string {
  return file === STANDARD_INPUT ? "standard input" : file;
}

async function readWhole(file: string): Promise<string> {
  try {
    return file === STANDARD_INPUT ? await text(process.stdin) : await readFile(file, "utf8");
  } catch (cause) {
    throw new UsageError(`${nameOf(file)} cannot be read: ${errorText(cause)}.`, { cause });
  }
}

import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  decodeTrace,
  encodeTrace,
  errorText,
  type FinalStatus,
  type FinalTrace,
  StorageError,
  type TraceRow,
  type TraceSink,
} from "@steptrace/core";
import type { Connection } from "./connection.js";

const SUFFIX = ".json";

/**
 * Traces that have ended and are in no store yet: a file for each, `<traceId>.json`, with the row that it is to become.
 * One process at a time can open an embedded store; whoever does takes in what the others have left here.
 */
export class Spool {
  readonly #directory: string;

  constructor({ directory, schema = "" }: Connection) {
    this.#directory = join(directory, "spool", encodeURIComponent(schema));
  }

  /**
   * Keeps a trace, whole or not at all. Resolves to the path of its file, which is gone once the trace is stored.
   *
   * @throws {StorageError} with reason `permission` where the file cannot be written
   */
  async add(trace: FinalTrace): Promise<string> {
    const path = join(this.#directory, trace.traceId + SUFFIX);
    const draft = `${path}.${process.pid}`;
    try {
      const { makeDirectory } = await import("@steptrace/postgres-store");
      await makeDirectory(this.#directory);
      await writeFile(draft, JSON.stringify(encodeTrace(trace)));
      await rename(draft, path);
      return path;
    } catch (cause) {
      throw new StorageError(
        `Trace '${trace.traceId}' cannot be kept in ${this.#directory}: ${errorText(cause)}. Give a --directory that may be written to.`,
        { reason: "permission", cause },
      );
    }
  }

  /** How many traces are kept. */
  async count(): Promise<number> {
    return (await this.#names()).length;
  }

  /**
   * Stores all traces that are kept, also those that are added meanwhile. Storing one twice is storing it once.
   *
   * @param onFault hears of a file that cannot be stored; it stays, and the others are stored
   * @throws {StorageError} where the store itself cannot be used
   */
  async storeAll(storage: TraceSink, onFault: (fault: unknown) => void): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      const names = (await this.#names()).filter((name) => !tried.has(name));
      if (names.length === 0) return;
      for (const name of names) {
        tried.add(name);
        await store(storage, join(this.#directory, name), onFault);
      }
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#directory)).filter((name) => name.endsWith(SUFFIX));
    } catch {
      return [];
    }
  }
}

async function store(storage: TraceSink, path: string, onFault: (fault: unknown) => void): Promise<void> {
  try {
    const trace = decodeTrace(JSON.parse(await readFile(path, "utf8")) as TraceRow);
    await storage.finalizeTrace(trace, trace.status as FinalStatus);
    await rm(path, { force: true });
  } catch (cause) {
    if (cause instanceof StorageError && cause.reason !== "rejected") throw cause;
    onFault(
      new StorageError(
        `The trace that is kept in ${path} cannot be stored: ${errorText(cause)}. Repair the file, or remove it.`,
        { reason: "rejected", cause },
      ),
    );
  }
}

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { ExecutionTracer, TraceOptions } from "@steptrace/core";
import { walkFiles } from "../files/walk-files.js";

export interface IndexRepositoryInput {
  readonly root: string;
  /** The part of the repository to index, as a path from its root. */
  readonly folder: string;
  readonly indexFile: string;
}

interface IndexEntry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Finds the files of a folder, hashes them, and writes down what is where. */
export function indexRepository(
  tracer: ExecutionTracer,
  { root, folder, indexFile }: IndexRepositoryInput,
  options: TraceOptions,
): Promise<readonly IndexEntry[]> {
  return tracer.trace("index-repository", { ...options, metadata: { folder } }, async (trace) => {
    const files = await trace.step("walk-folder", async (step) => {
      const found = await walkFiles(join(root, folder));
      step.setAttributes({ files: found.length });
      return found;
    });

    // A step that is started within a step is its child: no handle needs to be passed around.
    const entries = await trace.step("hash-files", async () => {
      const hashed: IndexEntry[] = [];
      for (const [name, members] of groupByFolder(join(root, folder), files)) {
        trace.signal.throwIfAborted();
        hashed.push(...(await trace.step(`hash ${name}`, () => hashFiles(root, members))));
      }
      return hashed;
    });

    await trace.step("write-index", () => writeFile(indexFile, JSON.stringify(entries)));
    trace.setMetadata({ files: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) });
    return entries;
  });
}

function hashFiles(root: string, files: readonly string[]): Promise<readonly IndexEntry[]> {
  return Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      const sha256 = createHash("sha256").update(content).digest("hex");
      return { path: relative(root, file), bytes: content.length, sha256 };
    }),
  );
}

function groupByFolder(base: string, files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const name = relative(base, dirname(file)) || ".";
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [file]);
    else group.push(file);
  }
  return groups;
}

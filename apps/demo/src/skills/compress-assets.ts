import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import type { ExecutionTracer, TraceHandle, TraceOptions } from "@steptrace/core";
import { walkFiles } from "../files/walk-files.js";

export interface CompressAssetsInput {
  readonly root: string;
  /** The part of the repository whose files are the assets, as a path from its root. */
  readonly folder: string;
  /** How many of them, the largest first. */
  readonly count: number;
}

const CHUNK_BYTES = 16 * 1024;

/** Compresses the largest files of a folder in each format, and tells how small they became. */
export function compressAssets(
  tracer: ExecutionTracer,
  { root, folder, count }: CompressAssetsInput,
  options: TraceOptions,
): Promise<void> {
  return tracer.trace("compress-assets", { ...options, metadata: { folder, count } }, async (trace) => {
    const assets = await trace.step("choose-assets", () => largestFiles(join(root, folder), count));

    await trace.step("compress", async () => {
      for (const asset of assets) {
        await trace.step(`compress ${basename(asset)}`, async () => {
          const content = await readFile(asset);
          await compress(trace, "gzip", createGzip({ level: constants.Z_BEST_COMPRESSION }), content);
          await compress(trace, "brotli", createBrotliCompress(), content);
        });
      }
    });
  });
}

async function compress(
  trace: TraceHandle,
  format: string,
  compressor: Transform,
  content: Buffer,
): Promise<void> {
  // Time may be up, and the trace with it, while there was nothing to stop.
  trace.signal.throwIfAborted();
  await trace.step(format, async (step) => {
    step.setAttributes({ bytes: content.length });
    // Whoever waits for the work has gone when its time is up: the trace's signal stops it.
    const compressedBytes = await pipeline(Readable.from(chunksOf(content)), compressor, countBytes, {
      signal: trace.signal,
    });
    step.setAttributes({ compressedBytes });
  });
}

async function largestFiles(folder: string, count: number): Promise<readonly string[]> {
  const files = await Promise.all(
    (await walkFiles(folder)).map(async (path) => ({ path, size: (await stat(path)).size })),
  );
  return files
    .sort((a, b) => b.size - a.size)
    .slice(0, count)
    .map(({ path }) => path);
}

function* chunksOf(content: Buffer): Iterable<Buffer> {
  for (let start = 0; start < content.length; start += CHUNK_BYTES) {
    yield content.subarray(start, start + CHUNK_BYTES);
  }
}

async function countBytes(source: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const chunk of source) bytes += chunk.length;
  return bytes;
}

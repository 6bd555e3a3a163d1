import { readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { dataDirectory } from "@steptrace/postgres-store";

/** What an embedded store takes on disk. */
export interface DirectoryFacts {
  readonly directory: string;
  /** Whether a store was ever made there. */
  readonly isMade: boolean;
  readonly bytes: number;
  /** Of these, those of the write-ahead log. */
  readonly logBytes: number;
}

/** @throws what the file system says of a directory that cannot be read */
export async function readDirectory(directory: string): Promise<DirectoryFacts> {
  const data = dataDirectory(directory);
  const isMade = await stat(data).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
      throw error;
    },
  );
  if (!isMade) return { directory, isMade, bytes: 0, logBytes: 0 };
  const files = await sizesBelow(directory);
  const log = `${join(data, "pg_wal")}${sep}`;
  return {
    directory,
    isMade,
    bytes: sumOf(files),
    logBytes: sumOf(files.filter(({ path }) => path.startsWith(log))),
  };
}

interface FileSize {
  readonly path: string;
  readonly bytes: number;
}

async function sizesBelow(directory: string): Promise<readonly FileSize[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        // Whoever has the store open may remove a file at any moment.
        const bytes = await stat(path).then(
          ({ size }) => size,
          () => 0,
        );
        return { path, bytes };
      }),
  );
}

function sumOf(files: readonly FileSize[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

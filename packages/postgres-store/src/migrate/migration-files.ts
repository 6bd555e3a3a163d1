import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";

/** One numbered SQL file. */
export interface Migration {
  /** The file's name without its ending, as `0000_create_execution_traces`. */
  readonly name: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly statements: readonly string[];
}

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

/** The migrations that this version of the package brings, in their order. */
export function readMigrations(): readonly Migration[] {
  const folder = fileURLToPath(new URL("../../migrations", import.meta.url));
  const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, "utf8")) as Journal;
  return readMigrationFiles({ migrationsFolder: folder }).map(({ hash, sql }, index) => ({
    name: journal.entries[index]?.tag ?? String(index),
    hash,
    statements: sql,
  }));
}

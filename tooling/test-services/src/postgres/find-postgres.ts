import { readdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findProgram } from "../process/find-program.js";

const debian = "/usr/lib/postgresql";

/** The directory with both `postgres` and `initdb`: Debian keeps it off PATH, one for each version. */
export async function findPostgres(): Promise<string | undefined> {
  const versions = await readdir(debian).catch(() => []);
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a)).map((v) => join(debian, v, "bin"));
  const found = await findProgram("postgres", newestFirst);
  // A link on PATH does not have `initdb` beside it, its target does.
  return found === undefined ? undefined : dirname(await realpath(join(found, "postgres")));
}

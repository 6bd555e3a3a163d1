import { chown, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UserIds } from "./unprivileged-user.js";

/** A new directory for one server's files, which belongs to the user whom the server runs as. */
export async function makeDirectory(service: string, owner?: UserIds): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `steptrace-${service}-`));
  if (owner !== undefined) await chown(directory, owner.uid, owner.gid);
  return directory;
}

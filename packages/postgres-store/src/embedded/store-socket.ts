import { join, relative } from "node:path";

const NAME = "socket";
/** What the systems give a socket's path: 104 bytes on macOS, 108 on Linux, the last of them 0. */
const LONGEST_PATH = 103;

/**
 * The socket through which other processes use an embedded store, as the shorter of its paths; `undefined` where no path to it is
 * short enough for a socket, or the system has no such files.
 *
 * @param directory absolute
 */
export function storeSocket(directory: string): string | undefined {
  if (process.platform === "win32") return undefined;
  const path = join(directory, NAME);
  const fromHere = relative("", path);
  const shorter = fromHere.length < path.length ? fromHere : path;
  return Buffer.byteLength(shorter) > LONGEST_PATH ? undefined : shorter;
}

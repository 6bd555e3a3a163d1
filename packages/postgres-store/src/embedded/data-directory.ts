import { join } from "node:path";

/** Where the data of an embedded store lie; it is there once the store was opened for the first time. */
export function dataDirectory(directory: string): string {
  return join(directory, "data");
}

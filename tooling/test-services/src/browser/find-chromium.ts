import { join } from "node:path";
import { messageOf } from "../message-of.js";
import { findProgram } from "../process/find-program.js";
import { installWithApt } from "../process/install-with-apt.js";

/** The first one has no window, and takes half the time. */
const PROGRAMS = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
] as const;
const PACKAGE = "chromium-headless-shell";

/**
 * The program of a Chromium for tests: that which CHROMIUM names, else one on PATH, else Debian's, which is installed.
 *
 * @throws when there is none, and none can be installed
 */
export async function findChromium(): Promise<string> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const installed = await lookUp();
  if (installed !== undefined) return installed;
  const problem = await installWithApt(PACKAGE).then(
    () => `apt-get installed ${PACKAGE}, and it is still not found`,
    messageOf,
  );
  const found = await lookUp();
  if (found !== undefined) return found;
  throw new Error(
    `A test needs a Chromium. Expected one of ${PROGRAMS.join(", ")} on PATH, found none (${problem}). ` +
      "Install one, or name its program in CHROMIUM.",
  );
}

async function lookUp(): Promise<string | undefined> {
  for (const program of PROGRAMS) {
    const directory = await findProgram(program);
    if (directory !== undefined) return join(directory, program);
  }
  return undefined;
}

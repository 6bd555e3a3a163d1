import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const demo = fileURLToPath(new URL("../../../apps/demo/dist/main.js", import.meta.url));
const ADDRESS = /^See it: (http:[^\s?]+)/m;

/** A demo that serves the page on what it has recorded. */
export interface RunningDemo extends AsyncDisposable {
  /** With a slash at its end. */
  readonly url: string;
}

/**
 * Runs the demo on an embedded store of its own, and waits until it serves its page.
 *
 * @throws where it ends without one
 */
export async function runDemo(): Promise<RunningDemo> {
  const directory = await mkdtemp(join(tmpdir(), "steptrace-screenshots-"));
  const args = [demo, "--serve", "--port", "0", "--directory", join(directory, "store")];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const address = ADDRESS.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    ended.then(
      ([code]) => reject(new Error(`the demo ended with ${String(code)}, before it served its page`)),
      reject,
    );
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill("SIGINT");
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}

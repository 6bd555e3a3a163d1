import { existsSync } from "node:fs";
import { runCommand } from "./run-command.js";

const install = 300_000;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Installs a Debian package. Calls wait for each other: apt takes a lock for the whole system.
 *
 * @throws when this is not Debian, not root, or apt-get fails
 */
export function installWithApt(name: string): Promise<void> {
  const turn = queue.then(() => runAptGet(name));
  queue = turn.catch(() => {});
  return turn;
}

async function runAptGet(name: string): Promise<void> {
  if (!existsSync("/usr/bin/apt-get")) throw new Error("this system has no apt-get");
  if (process.getuid?.() !== 0) throw new Error("apt-get needs root, and this process is not root");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update", "-qq"], { env, timeout: install });
  await runCommand("apt-get", ["install", "-qq", "-y", "--no-install-recommends", name], {
    env,
    timeout: install,
  });
}

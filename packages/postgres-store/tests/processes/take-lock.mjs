// Takes the lock of a directory several times, and fails where somebody else has it at the same time.
import { mkdir, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { lockDirectory } from "../../dist/embedded/directory-lock.js";

const [directory, rounds] = process.argv.slice(2);
for (let round = 0; round < Number(rounds); round += 1) {
  const unlock = await lockDirectory(directory, 60_000);
  // Fails where it is there already.
  await mkdir(join(directory, "critical"));
  await new Promise((resolve) => setImmediate(resolve));
  await rmdir(join(directory, "critical"));
  await unlock();
}
process.stdout.write("done");

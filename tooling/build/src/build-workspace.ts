import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const turbo = fileURLToPath(new URL("../../../node_modules/.bin/turbo", import.meta.url));
const build = ["run", "build", "--output-logs=errors-only", "--log-order=grouped"];

/**
 * Builds the packages that have changed since they were last built, and prints nothing unless that fails.
 *
 * @param packages the names of the packages to build, each with what it needs; none means all
 * @returns whether it succeeded
 */
export function buildWorkspace(packages: readonly string[] = []): boolean {
  const filters = packages.map((name) => `--filter=${name}`);
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };
  const { status, stdout, stderr, error } = spawnSync(turbo, [...build, ...filters], {
    encoding: "utf8",
    env,
  });
  if (status === 0) return true;
  console.error(error ? `turbo could not be run: ${error.message}` : `${stdout}${stderr}`);
  return false;
}

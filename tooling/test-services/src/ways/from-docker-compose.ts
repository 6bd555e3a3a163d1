import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { addressOf } from "../address-of.js";
import { messageOf } from "../message-of.js";
import { freePort } from "../process/free-port.js";
import { runCommand } from "../process/run-command.js";
import { stopAtExit } from "../process/stop-at-exit.js";
import type { Way } from "./way.js";
import { WayClosedError } from "./way-closed-error.js";

const composeFile = fileURLToPath(new URL("../../../../docker-compose.yml", import.meta.url));
const pullAndStart = 300_000;

/** A container of the repository's docker-compose.yml, in a project of its own, on a free port. */
export const fromDockerCompose: Way = {
  name: "docker",
  advice: () => "start Docker, so that `docker compose up` works",
  async open(kind) {
    await requireEngine();
    const { service, portVariable, url } = kind.compose;
    const port = await freePort();
    const project = ["compose", "-f", composeFile, "-p", `steptrace-test-${service}-${process.pid}`];
    const down = [...project, "down", "--volumes"];
    const forget = stopAtExit(() => spawnSync("docker", down, { stdio: "ignore" }));
    const stop = async () => {
      forget();
      await runCommand("docker", down);
    };
    try {
      const env = { ...process.env, [portVariable]: String(port) };
      await runCommand("docker", [...project, "up", "-d", "--wait", service], { env, timeout: pullAndStart });
      await kind.ping(url(port));
    } catch (error) {
      await stop().catch(() => {});
      throw new WayClosedError(`docker compose failed: ${messageOf(error)}`, { cause: error });
    }
    return { url: url(port), origin: `started on ${addressOf(url(port))} by docker compose`, stop };
  },
};

async function requireEngine(): Promise<void> {
  try {
    await runCommand("docker", ["info", "--format", "{{.ServerVersion}}"], { timeout: 10_000 });
  } catch (error) {
    throw new WayClosedError("there is no Docker engine", { cause: error });
  }
}

import { join } from "node:path";
import { freePort } from "../process/free-port.js";
import { makeDirectory } from "../process/make-directory.js";
import { type PrivateServer, type ServerOptions, startPrivateServer } from "../process/private-server.js";
import { pingRedis } from "./ping-redis.js";

/** Starts a fresh Redis from the program in `directory`. It keeps nothing on disk unless the settings say so. */
export async function launchRedis(directory: string, options: ServerOptions = {}): Promise<PrivateServer> {
  const data = await makeDirectory("redis");
  const port = await freePort();
  const settings = { bind: "127.0.0.1", save: "", ...options.settings, port: String(port), dir: data };
  return startPrivateServer({
    file: join(directory, "redis-server"),
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    directory: data,
    user: undefined,
    stopSignal: "SIGTERM",
    quitSignal: "SIGKILL",
    url: `redis://127.0.0.1:${port}`,
    port,
    ping: pingRedis,
  });
}

import { join } from "node:path";
import { freePort } from "../process/free-port.js";
import { makeDirectory } from "../process/make-directory.js";
import { type PrivateServer, type ServerOptions, startPrivateServer } from "../process/private-server.js";
import { runCommand } from "../process/run-command.js";
import { type UserIds, unprivilegedUser } from "../process/unprivileged-user.js";
import { pingPostgres } from "./ping-postgres.js";

// Survives the death of the server, which is tested, and not that of the machine, which is not.
const testSettings = {
  fsync: "off",
  full_page_writes: "off",
  max_connections: "200",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

/** Starts a fresh PostgreSQL from the programs in `directory`, with a superuser `postgres` and no password. */
export async function launchPostgres(directory: string, options: ServerOptions = {}): Promise<PrivateServer> {
  const user = await unprivilegedUser();
  const data = await makeDirectory("postgres", user);
  await initialize(directory, data, user);
  const port = await freePort();
  const settings = { ...testSettings, ...options.settings, port: String(port) };
  return startPrivateServer({
    file: join(directory, "postgres"),
    args: ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    directory: data,
    user,
    stopSignal: "SIGINT",
    quitSignal: "SIGQUIT",
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    ping: pingPostgres,
  });
}

async function initialize(programs: string, data: string, user: UserIds | undefined): Promise<void> {
  const locale = process.platform === "linux" ? "C.UTF-8" : "C";
  const args = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", `--locale=${locale}`, "--no-sync"];
  await runCommand(join(programs, "initdb"), args, { cwd: data, ...user });
}

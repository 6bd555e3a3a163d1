import { messageOf } from "./message-of.js";
import { installWithApt } from "./process/install-with-apt.js";
import type { PrivateServer, ServerOptions } from "./process/private-server.js";
import type { ServiceKind } from "./service-kind.js";

/** Starts a fresh server from the installed programs; installs them first where that is possible. */
export async function startServer(kind: ServiceKind, options: ServerOptions): Promise<PrivateServer> {
  return kind.launch((await kind.findPrograms()) ?? (await install(kind)), options);
}

async function install(kind: ServiceKind): Promise<string> {
  const problem = await installWithApt(kind.aptPackage).then(
    () => `apt-get installed ${kind.aptPackage}, and it is still not found`,
    messageOf,
  );
  const directory = await kind.findPrograms();
  if (directory !== undefined) return directory;
  throw new Error(
    `A test needs a ${kind.name} of its own. Expected \`${kind.program}\` on PATH, found none (${problem}). ` +
      `Install ${kind.name} and run the tests again.`,
  );
}

import { errorText } from "@steptrace/core";
import { describeFault } from "../faults/describe-fault.js";
import { UsageError } from "../faults/usage-error.js";
import type { Connection } from "../store/connection.js";
import { complain, print } from "../terminal/print.js";
import { openServices } from "./open-services.js";
import { pageAssets } from "./page-assets.js";
import { requireToken } from "./require-token.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly name?: readonly string[];
  readonly token?: string;
}

/**
 * Serves the page until the process is interrupted.
 *
 * @throws {UsageError} for an address beyond the loopback without a token, and one that cannot be listened at
 */
export async function serve(connection: Connection, options: ServeOptions): Promise<void> {
  const { port, host, name = [] } = options;
  const token = requireToken(options);
  const { createServer, listen } = await import("@steptrace/server");
  await using services = await openServices(connection);
  const assets = await pageAssets();
  const server = createServer({
    ...services.of,
    ...(assets && { assets }),
    hosts: [host, ...name],
    onError: (fault) => complain(describeFault(fault)),
    ...(token !== undefined && { token }),
  });
  const listening = await listen(server, { port, host }).catch((error: unknown) => {
    throw new UsageError(
      `Cannot listen at ${host}, port ${port}: ${errorText(error)}. Give another --port or --host.`,
    );
  });
  print(
    `The traces are shown at ${listening.url}${token === undefined ? "" : " (it asks for the token)"}. Ctrl-C ends it.`,
  );
  await untilInterrupted();
  await listening.close();
}

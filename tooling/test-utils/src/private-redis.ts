import { type PrivateServer, startRedis } from "@steptrace/test-services";
import { onTestFinished } from "vitest";

/**
 * A Redis that the test has to itself, stopped when it is finished.
 *
 * @example
 * const server = await privateRedis({ appendonly: "yes" });
 */
export async function privateRedis(settings: Readonly<Record<string, string>> = {}): Promise<PrivateServer> {
  const server = await startRedis({ settings });
  onTestFinished(() => server.stop());
  return server;
}

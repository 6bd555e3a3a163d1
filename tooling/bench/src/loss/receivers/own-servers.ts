import { migrate } from "@steptrace/postgres-store";
import { type PrivateServer, startPostgres, startRedis } from "@steptrace/test-services";

/** A PostgreSQL and a Redis that are the bench's alone to stop. */
export interface OwnServers extends AsyncDisposable {
  readonly postgres: PrivateServer;
  readonly redis: PrivateServer;
}

/** Starts both, with the settings that they come with, and makes the table. */
export async function startOwnServers(): Promise<OwnServers> {
  const postgres = await startPostgres({ settings: { fsync: "on", full_page_writes: "on" } });
  const redis = await startRedis();
  await migrate(postgres.url);
  return {
    postgres,
    redis,
    async [Symbol.asyncDispose]() {
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

import { migrate } from "@steptrace/postgres-store";
import {
  type PrivateServer,
  startPostgres,
  startProxy,
  startRedis,
  type TcpProxy,
} from "@steptrace/test-services";

/** A PostgreSQL and a Redis to do harm to, each also by way of a proxy. */
export interface ChaosServers extends AsyncDisposable {
  readonly postgres: PrivateServer;
  readonly redis: PrivateServer;
  readonly postgresProxy: TcpProxy;
  readonly redisProxy: TcpProxy;
  /** By way of the proxy. */
  readonly databaseUrl: string;
  /** By way of the proxy. */
  readonly redisUrl: string;
}

export interface ChaosServersOptions {
  /** Whether Redis has what it acknowledged after it was killed, too. @default true */
  readonly isRedisDurable?: boolean;
}

/** Starts both on free ports, with a migrated database. */
export async function startChaosServers({
  isRedisDurable = true,
}: ChaosServersOptions = {}): Promise<ChaosServers> {
  const [postgres, redis] = await Promise.all([
    startPostgres({ settings: { autovacuum: "off" } }),
    startRedis({ settings: isRedisDurable ? { appendonly: "yes" } : {} }),
  ]);
  const postgresProxy = await startProxy({ target: postgres });
  const redisProxy = await startProxy({ target: redis });
  await migrate(postgres.url);
  return {
    postgres,
    redis,
    postgresProxy,
    redisProxy,
    databaseUrl: postgresProxy.urlOf(postgres.url),
    redisUrl: redisProxy.urlOf(redis.url),
    async [Symbol.asyncDispose]() {
      await Promise.all([postgresProxy.close(), redisProxy.close()]);
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

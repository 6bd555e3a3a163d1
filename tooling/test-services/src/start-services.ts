import { findService } from "./find-service.js";
import type { FoundService } from "./found-service.js";
import { postgresKind } from "./postgres/postgres-kind.js";
import { redisKind } from "./redis/redis-kind.js";
import { fromAptGet } from "./ways/from-apt-get.js";
import { fromDockerCompose } from "./ways/from-docker-compose.js";
import { fromEnvironment } from "./ways/from-environment.js";
import { fromListeningServer } from "./ways/from-listening-server.js";
import { fromPrograms } from "./ways/from-programs.js";
import type { Way, WayName } from "./ways/way.js";

/** The services that tests need. */
export interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** How they were found, without passwords: for a line of output. */
  readonly description: string;
  /** Stops what was started; servers that were there before are left alone. */
  stop(): Promise<void>;
}

export interface ServicesOptions {
  /**
   * The ways that may be gone; their order is fixed.
   *
   * @default all five
   */
  readonly ways?: readonly WayName[];
}

const allWays: readonly Way[] = [
  fromEnvironment,
  fromListeningServer,
  fromPrograms,
  fromDockerCompose,
  fromAptGet,
];

/**
 * Finds or starts a PostgreSQL and a Redis, each by the first way that is open: DATABASE_URL and REDIS_URL; servers that
 * listen on their usual ports; installed programs; docker compose; apt-get. What is started ends with this process at the
 * latest.
 *
 * @throws {NoServiceError} when no way is open, naming all of them
 * @throws {UnreachableServiceError} when the server that the environment names does not answer
 */
export async function startServices(options: ServicesOptions = {}): Promise<Services> {
  const ways = allWays.filter((way) => options.ways?.includes(way.name) ?? true);
  const results = await Promise.allSettled([findService(postgresKind, ways), findService(redisKind, ways)]);
  const [database, redis] = results;
  if (database.status === "fulfilled" && redis.status === "fulfilled") {
    return describe(database.value, redis.value);
  }
  const errors: unknown[] = [];
  for (const result of results) {
    if (result.status === "fulfilled") await result.value.stop();
    else errors.push(result.reason);
  }
  throw errors.length === 1 ? errors[0] : new AggregateError(errors, errors.map(String).join("\n"));
}

function describe(database: FoundService, redis: FoundService): Services {
  return {
    databaseUrl: database.url,
    redisUrl: redis.url,
    description: `PostgreSQL ${database.origin}; Redis ${redis.origin}`,
    stop: async () => {
      await Promise.all([database.stop(), redis.stop()]);
    },
  };
}

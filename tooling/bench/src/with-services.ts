import { randomBytes } from "node:crypto";
import { type CreatedDatabase, createDatabase, startServices } from "@steptrace/test-services";

/** Where a bench may do as it likes. */
export interface BenchServices {
  /** A database of the bench's own, empty. */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Makes another database on the same server, and resolves to its URL. */
  readonly makeDatabase: () => Promise<string>;
}

/** Runs a bench with services that are found or started for it; what was made for it is removed afterwards. */
export async function withServices(run: (services: BenchServices) => Promise<void>): Promise<void> {
  const services = await startServices();
  const databases: CreatedDatabase[] = [];
  const makeDatabase = async (): Promise<string> => {
    const name = `steptrace_bench_${randomBytes(4).toString("hex")}`;
    const database = await createDatabase(services.databaseUrl, name);
    databases.push(database);
    return database.url;
  };
  try {
    await run({ databaseUrl: await makeDatabase(), redisUrl: services.redisUrl, makeDatabase });
  } finally {
    for (const database of databases) await database.drop();
    await services.stop();
  }
}

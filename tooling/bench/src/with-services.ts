import { randomBytes } from "node:crypto";
import { createDatabase, startServices } from "@steptrace/test-services";

/** Where a bench may do as it likes. */
export interface BenchServices {
  /** A database of the bench's own, empty. */
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Runs a bench with services that are found or started for it; what was made for it is removed afterwards. */
export async function withServices(run: (services: BenchServices) => Promise<void>): Promise<void> {
  const services = await startServices();
  try {
    const name = `steptrace_bench_${randomBytes(4).toString("hex")}`;
    const database = await createDatabase(services.databaseUrl, name);
    try {
      await run({ databaseUrl: database.url, redisUrl: services.redisUrl });
    } finally {
      await database.drop();
    }
  } finally {
    await services.stop();
  }
}

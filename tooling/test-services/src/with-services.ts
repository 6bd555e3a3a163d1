import { randomBytes } from "node:crypto";
import { type CreatedDatabase, createDatabase } from "./postgres/create-database.js";
import { startServices } from "./start-services.js";

/** Services where a bench or an evaluation may do as it likes. */
export interface OwnServices {
  /** A database of its own, empty. */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Makes another database on the same server, and resolves to its URL. */
  readonly makeDatabase: () => Promise<string>;
}

/** Runs something with services that are found or started for it; what was made for it is removed afterwards. */
export async function withServices(run: (services: OwnServices) => Promise<void>): Promise<void> {
  const services = await startServices();
  const databases: CreatedDatabase[] = [];
  const makeDatabase = async (): Promise<string> => {
    const name = `steptrace_own_${randomBytes(4).toString("hex")}`;
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

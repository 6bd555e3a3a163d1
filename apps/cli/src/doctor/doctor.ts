import type { Diagnosis } from "@steptrace/operations";
import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { Spool } from "../store/spool.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { withSpinner } from "../terminal/with-spinner.js";
import { exitCodeOfDiagnosis } from "./exit-code-of-diagnosis.js";
import { viewDiagnosis } from "./view-diagnosis.js";
import { withSpool } from "./with-spool.js";

export interface DoctorOptions {
  readonly json?: true;
}

/** Prints what is wrong with the services, and what mends it. @throws {UsageError | InvalidArgumentError} for a URL that is none */
export async function doctor(connection: Connection, { json }: DoctorOptions): Promise<void> {
  const diagnosis = await withSpinner("Looking at the services", () => examine(connection));
  print(json ? formatJson(diagnosis) : viewDiagnosis(diagnosis, stdoutPage()).join("\n"));
  process.exitCode = exitCodeOfDiagnosis(diagnosis);
}

async function examine(connection: Connection): Promise<Diagnosis> {
  const { redisUrl, databaseUrl } = connection;
  const database = databaseConfig(connection);
  const { diagnose } = await import("@steptrace/operations");
  const diagnosis = await diagnose({
    database,
    databaseOptions: databaseOptions(connection),
    ...(redisUrl !== undefined && { redis: redisUrl }),
  });
  return databaseUrl === undefined ? withSpool(diagnosis, await new Spool(connection).count()) : diagnosis;
}

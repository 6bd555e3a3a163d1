import { type Database, readMigrationState } from "@steptrace/postgres-store";
import type { ExaminedService } from "../diagnosis.js";
import { type Examined, examine, toExamined } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { readConnections } from "./examine-connections.js";
import { examineRole } from "./examine-role.js";
import { readServer, type ServerFacts } from "./examine-server.js";
import { examineTracesTable, type TableExamination } from "./examine-traces-table.js";
import { judgeConnections } from "./judge-connections.js";
import { judgeDatabaseFault } from "./judge-database-fault.js";
import { judgeMigrations } from "./judge-migrations.js";
import { judgeClock, judgeServer } from "./judge-server.js";

/** What was seen of a database. */
export interface DatabaseExamination extends TableExamination {
  readonly service: ExaminedService;
}

/** Looks at a database and all that is in it; where it cannot be reached, that is what is found. */
export async function examinePostgres(
  database: Database,
  thresholds: Required<Thresholds>,
  now: Date,
): Promise<DatabaseExamination> {
  const server = await readServer(database).catch((error: unknown) => ({ error }));
  if ("error" in server) return unreached(server.error, database.target);
  const role = await examineRole(database, server);
  const [ofServer, migrations, table] = await Promise.all([
    examineServer(database, server, thresholds),
    examineMigrations(database, role.hasTable),
    role.hasTable ? examineTracesTable(database, thresholds, now) : undefined,
  ]);
  return {
    service: { name: "database", target: database.target, isReached: true },
    examinations: [...ofServer, role.examined, migrations, ...(table?.examinations ?? [])],
    partitions: table?.partitions ?? [],
  };
}

function unreached(error: unknown, target: string): DatabaseExamination {
  const finding = judgeDatabaseFault(error, target);
  return {
    service: { name: "database", target, isReached: false },
    examinations: [toExamined("server", { summary: `${target} is out of reach`, findings: [finding] })],
    partitions: [],
  };
}

async function examineServer(
  database: Database,
  facts: ServerFacts,
  thresholds: Required<Thresholds>,
): Promise<readonly Examined[]> {
  const server = toExamined("server", judgeServer(facts));
  // A store in a directory has the clock of this process, and its connection.
  if (!facts.isShared) return [server];
  const connections = await examine(
    "connections",
    () => readConnections(database),
    (counted) => judgeConnections(counted, thresholds),
  );
  return [server, toExamined("clock", judgeClock(facts, thresholds)), connections];
}

function examineMigrations(database: Database, hasTable: boolean): Promise<Examined> {
  return examine(
    "migrations",
    () => readMigrationState(database),
    (state) => judgeMigrations(state, hasTable),
  );
}

import { StorageError } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type Examined, examine, type Judgement } from "../judgement.js";
import type { ServerFacts } from "./examine-server.js";
import { readTable, type TableFacts } from "./examine-table.js";
import { judgeRights } from "./judge-rights.js";

/** What a role may do, and whether it sees a table to look at. */
export interface RoleExamination {
  readonly examined: Examined;
  readonly hasTable: boolean;
}

export async function examineRole(database: Database, server: ServerFacts): Promise<RoleExamination> {
  const reading = readTable(database).catch((error: unknown) => ({ error }));
  const examined = await examine(
    "role",
    () => reading,
    (table) => ("error" in table ? judgeRefusal(table.error, database.schema, server) : judgeRights(table)),
  );
  return { examined, hasTable: hasRelation(await reading) };
}

/** Not something that could not be looked at, but something that is wrong: the role may not look into the schema. */
function judgeRefusal(error: unknown, schema: string | undefined, { quotedRole }: ServerFacts): Judgement {
  if (!(error instanceof StorageError && error.reason === "permission")) throw error;
  const space = schema === undefined ? "public" : `"${schema.replaceAll('"', '""')}"`;
  return {
    summary: "may not look into the schema",
    findings: [
      {
        code: "role-lacks-rights",
        severity: "error",
        what: error.message,
        fix: `GRANT USAGE ON SCHEMA ${space} TO ${quotedRole};`,
        ...(schema !== undefined && { subject: schema }),
      },
    ],
  };
}

function hasRelation(table: TableFacts | { readonly error: unknown }): boolean {
  return "relation" in table && table.relation !== undefined;
}

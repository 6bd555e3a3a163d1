import type { MigrationState } from "@steptrace/postgres-store";
import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import { sayCount, sayNames } from "../words.js";

const MIGRATE = "steptrace migrate";

/** @param hasTable whether there is a table, whoever made it */
export function judgeMigrations(state: MigrationState, hasTable: boolean): Judgement {
  const finding = findingOf(state, hasTable);
  return {
    summary: `${state.applied.length} applied`,
    findings: finding === undefined ? [] : [finding],
  };
}

function findingOf({ applied, pending, conflict }: MigrationState, hasTable: boolean): Finding | undefined {
  if (conflict !== undefined) {
    const isNewer = conflict.reason === "newer-schema";
    return {
      code: isNewer ? "newer-schema" : "migrations-edited",
      severity: "error",
      what: conflict.message,
      fix: "npm install steptrace@latest",
    };
  }
  if (applied.length === 0) {
    const table = hasTable
      ? "execution_traces was made by another system; migrate adopts it, with its rows"
      : "there is no table execution_traces";
    return {
      code: "not-migrated",
      severity: "error",
      what: `The database was never migrated: ${table}.`,
      fix: MIGRATE,
    };
  }
  if (pending.length === 0) return undefined;
  return {
    code: "migrations-pending",
    severity: "error",
    what: `The database lacks ${sayCount(pending.length, "migration")} of this version: ${sayNames(pending)}.`,
    fix: MIGRATE,
  };
}

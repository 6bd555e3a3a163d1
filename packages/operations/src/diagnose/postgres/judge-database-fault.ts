import { StorageError, type StorageFailure } from "@steptrace/core";
import type { Finding } from "../diagnosis.js";

/** Where no server answers, or it does not let us in. */
const CODES: Readonly<Partial<Record<StorageFailure, Finding["code"]>>> = {
  unreachable: "database-unreachable",
  timeout: "database-unreachable",
  authentication: "database-authentication",
  held: "store-held",
};

/**
 * Why a database could not be looked into at all.
 *
 * @param target `host:port/database`, or a directory
 */
export function judgeDatabaseFault(error: unknown, target: string): Finding {
  const reason = error instanceof StorageError ? error.reason : "rejected";
  const code = CODES[reason] ?? "database-refused";
  return {
    code,
    severity: code === "store-held" ? "warning" : "error",
    what: error instanceof Error ? error.message : String(error),
    fix: fixFor(code, target),
    subject: target,
  };
}

function fixFor(code: Finding["code"], target: string): string {
  if (code === "store-held") return "steptrace doctor    # again, when that process has ended";
  const [server, path = ""] = /^[^\s/]+:\d+/.exec(target) ? target.split("/") : [];
  if (server === undefined) {
    const isOwn = target.startsWith("the application's own");
    return isOwn ? "SELECT 1;    -- by the application's own client" : `ls -ld "${target}" "${target}/data"`;
  }
  if (code === "database-unreachable")
    return `pg_isready -d postgres://${server}    # says when it takes connections`;
  // Without a name of its own, it is the user's.
  const database = path.includes(" ") ? "" : `/${path}`;
  return `psql postgres://${server}${database}    # with the user and the password that were given; it says what the server wants`;
}

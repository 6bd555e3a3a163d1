import { type SQL, sql } from "drizzle-orm";
import { quoteLiteral } from "./identifier.js";

/**
 * Longer than our changes to a table take, and short beside what an insert may wait: behind a transaction that has the
 * table locked, inserts would queue up after us.
 */
const LOCK_TIMEOUT = "100ms";

/**
 * Several commands as one statement: whole or not at all, with no transaction around it that a dying connection could
 * tear apart. It waits for locks only briefly (see `retryOnLock`), and takes no parameters: whoever writes the commands
 * quotes what is in them.
 *
 * @param declarations variables that the commands use, in PL/pgSQL
 */
export function oneStatement(commands: readonly string[], declarations: readonly string[] = []): SQL {
  const lines = (parts: readonly string[]) => parts.map((part) => `${part}\n;\n`).join("");
  const all = [
    `PERFORM set_config('lock_timeout', '${LOCK_TIMEOUT}', true)`,
    ...commands,
    // In a transaction of the application's own, the setting would outlive the statement.
    "PERFORM set_config('lock_timeout', lock_timeout_before, true)",
  ];
  const variables = ["lock_timeout_before CONSTANT text := current_setting('lock_timeout')", ...declarations];
  return sql.raw(`DO ${quoteLiteral(`DECLARE\n${lines(variables)}BEGIN\n${lines(all)}END`)}`);
}

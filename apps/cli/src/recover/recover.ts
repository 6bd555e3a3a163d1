import { setTimeout as sleep } from "node:timers/promises";
import type { RecoveredTrace } from "@steptrace/operations";
import { describeFault } from "../faults/describe-fault.js";
import { withJournal } from "../journal/with-journal.js";
import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { formatJson } from "../terminal/format-json.js";
import { complain, print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { viewRecovered } from "./view-recovered.js";

export interface RecoverOptions {
  /** Milliseconds. @default that of `recoverTraces` */
  readonly olderThan?: number;
  readonly watch?: true;
  readonly json?: true;
}

/** How often `--watch` looks, in milliseconds; more often where what is older than less counts. */
const MOST_PAUSE_MS = 15_000;

/**
 * Recovers what is left in the journal, and prints what became rows. With `watch`, goes on until the process is ended: a
 * service that is out of reach is told of, and tried again.
 *
 * @throws {UsageError} where no Redis is named
 */
export async function recover(connection: Connection, options: RecoverOptions): Promise<void> {
  const { olderThan } = options;
  const [{ recoverTraces }, { TraceStorage }] = await Promise.all([
    import("@steptrace/operations"),
    import("@steptrace/postgres-store"),
  ]);
  await withJournal(connection, async (journal) => {
    await using storage = new TraceStorage(databaseConfig(connection), databaseOptions(connection));
    const onError = (fault: unknown): void => complain(describeFault(fault));
    const look = (): Promise<readonly RecoveredTrace[]> =>
      recoverTraces({ journal, storage, onError, ...(olderThan !== undefined && { olderThan }) });
    if (!options.watch) {
      tell(await look(), options);
      return;
    }
    for (;;) {
      const recovered = await look().catch((fault: unknown) => {
        onError(fault);
        return [];
      });
      if (recovered.length > 0) tell(recovered, options);
      await sleep(Math.min(olderThan ?? MOST_PAUSE_MS, MOST_PAUSE_MS));
    }
  });
}

function tell(recovered: readonly RecoveredTrace[], { json }: RecoverOptions): void {
  print(json ? formatJson(recovered) : viewRecovered(recovered, stdoutPage()).join("\n"));
}

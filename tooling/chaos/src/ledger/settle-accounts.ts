import { setTimeout as sleep } from "node:timers/promises";
import { recoverTraces } from "@steptrace/operations";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import { checkLedger, type LedgerTerms } from "./check-ledger.js";
import type { Ledger } from "./ledger.js";
import { readRows } from "./read-rows.js";

/** An owner says within a second in the journal what it could not say while Redis was away. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 250;

/** One owner's books. */
export interface Account extends Pick<LedgerTerms, "isJournalWhole" | "isOwnerAlive"> {
  readonly ledger: Ledger;
}

export interface AccountsOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly keyPrefix: string;
}

export interface Settlement {
  /** What does not hold, a sentence each. */
  readonly violations: readonly string[];
  /** Traces that recovery brought at last. */
  readonly recovered: number;
}

/**
 * Holds ledgers to the table when all calls have settled and all servers are well: as it is, and once more when everything was
 * recovered that is in the journal.
 */
export async function settleAccounts(
  accounts: readonly Account[],
  options: AccountsOptions,
): Promise<Settlement> {
  const before = await check(accounts, options, false);
  const deadline = performance.now() + PATIENCE_MS;
  let recovered = 0;
  for (;;) {
    const round = await recoverAll(options);
    recovered += round.recovered;
    const after = [
      ...(await check(accounts, options, true)),
      ...round.left.map((traceId) => `Trace '${traceId}' is in the journal still.`),
    ];
    if (after.length === 0 || performance.now() > deadline) {
      const wrong = accounts.flatMap(({ ledger }) => ledger.wrong);
      const labelled = [before.map((text) => `Before: ${text}`), after.map((text) => `After: ${text}`)];
      return { violations: [...wrong, ...labelled.flat()], recovered };
    }
    await sleep(PAUSE_MS);
  }
}

async function check(
  accounts: readonly Account[],
  { databaseUrl }: AccountsOptions,
  isRecovered: boolean,
): Promise<readonly string[]> {
  const rows = await readRows(databaseUrl);
  return accounts.flatMap(({ ledger, ...terms }) =>
    checkLedger(ledger.entries(), rows, { ...terms, isRecovered }),
  );
}

/** Recovers everything, and says what is left all the same. */
async function recoverAll({
  databaseUrl,
  redisUrl,
  keyPrefix,
}: AccountsOptions): Promise<{ readonly recovered: number; readonly left: readonly string[] }> {
  await using journal = new RedisStepJournal(redisUrl, { keyPrefix, commandTimeoutMs: 5000 });
  await using storage = new TraceStorage(databaseUrl);
  const recovered = await recoverTraces({ journal, storage, olderThan: 0 });
  const left: string[] = [];
  for await (const { traceId } of journal.silent(0)) left.push(traceId);
  return { recovered: recovered.length, left };
}

import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { Ledger } from "../../src/ledger/ledger.js";
import { settleAccounts } from "../../src/ledger/settle-accounts.js";
import { type OpenStand, openStand, type StandOptions } from "../../src/load/open-stand.js";
import type { ChaosServers } from "../../src/servers/chaos-servers.js";

export const PATIENCE = { timeout: 20_000, interval: 20 };

const QUEUED_TRACES = 10_000;

/** A stand with its books. */
export interface Scene extends AsyncDisposable {
  readonly stand: OpenStand;
  readonly ledger: Ledger;
  /** What the tracer has reported. */
  readonly faults: readonly unknown[];
  readonly keyPrefix: string;
}

type SceneOptions = Partial<Pick<StandOptions, "timeoutMs" | "retryForMs" | "queuedTraces" | "clock">>;

export function openScene(servers: ChaosServers, options: SceneOptions = {}): Scene {
  const keyPrefix = `chaos-${randomUUID()}:`;
  const ledger = new Ledger();
  const faults: unknown[] = [];
  // A library prints nothing, and Node prints what it warns of.
  const onWarning = ({ name, message }: Error): void =>
    ledger.note({ kind: "wrong", what: `${name}: ${message}` });
  process.on("warning", onWarning);
  const { databaseUrl, redisUrl } = servers;
  const { queuedTraces = QUEUED_TRACES } = options;
  const stand: OpenStand = openStand({
    databaseUrl,
    redisUrl,
    keyPrefix,
    timeoutMs: 500,
    retryForMs: 1000,
    queuedTraces,
    ...options,
    note(event) {
      ledger.note(event);
      const { inFlight } = stand.storage.stats();
      if (inFlight > queuedTraces) ledger.note({ kind: "wrong", what: `${inFlight} traces in statements` });
    },
    onError: (error) => faults.push(error),
  });
  return {
    stand,
    ledger,
    faults,
    keyPrefix,
    async [Symbol.asyncDispose]() {
      process.off("warning", onWarning);
      await stand[Symbol.asyncDispose]();
    },
  };
}

/** Fails where the table, before and after recovery, is not what the ledger says. All calls have to be settled. */
export async function expectBalance(
  { postgres, redis }: ChaosServers,
  { stand, ledger, keyPrefix }: Scene,
  isJournalWhole = true,
): Promise<void> {
  const { acknowledged, refused, open } = ledger.counts();
  expect(stand.storage.stats()).toMatchObject({ queued: 0, inFlight: 0 });
  expect(stand.storage.stats().committed).toBeGreaterThanOrEqual(acknowledged);
  expect(stand.storage.stats().refused).toBeGreaterThanOrEqual(refused + open);
  const services = { databaseUrl: postgres.url, redisUrl: redis.url, keyPrefix };
  const { violations } = await settleAccounts([{ ledger, isJournalWhole }], services);
  expect(violations.slice(0, 10)).toEqual([]);
}

/** Waits until so many more traces have come to that. */
export async function untilMore(
  { ledger }: Scene,
  outcome: "acknowledged" | "open" | "unsettled",
  more: number,
): Promise<void> {
  const before = ledger.counts()[outcome];
  await expect.poll(() => ledger.counts()[outcome], PATIENCE).toBeGreaterThanOrEqual(before + more);
}

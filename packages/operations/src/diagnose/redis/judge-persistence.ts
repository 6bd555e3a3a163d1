import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import type { NodeFacts } from "./examine-node.js";
import { redisCli } from "./redis-cli.js";

/** What a restart of Redis costs. */
export function judgePersistence(facts: NodeFacts): Judgement {
  const findings = [notPersistent(facts), writeFailing(facts)];
  return {
    summary: summaryOf(facts),
    findings: findings.flatMap((finding) => finding ?? []),
    notes: notesOf(facts),
  };
}

function summaryOf({ isAppendOnly, fsync, snapshots }: NodeFacts): string {
  if (isAppendOnly === undefined) return "unknown";
  if (isAppendOnly) return `append-only file, fsync ${fsync ?? "unknown"}`;
  if (snapshots === undefined) return "no append-only file; snapshots unknown";
  return snapshots === "" ? "none" : "snapshots alone";
}

function notPersistent({ address, isAppendOnly, snapshots }: NodeFacts): Finding | undefined {
  if (isAppendOnly !== false || snapshots !== "") return undefined;
  return {
    code: "redis-not-persistent",
    severity: "warning",
    what: "Redis keeps nothing on disk: when it restarts, the steps of all traces that run at that moment are lost if their processes die as well, and so is every trace that waits to be recovered.",
    fix: `${redisCli(address)} CONFIG SET appendonly yes    # then CONFIG REWRITE`,
    subject: address,
  };
}

function writeFailing({ address, failedWrites }: NodeFacts): Finding | undefined {
  if (failedWrites.length === 0) return undefined;
  return {
    code: "redis-write-failing",
    severity: "error",
    what: `Redis could not write to its disk the last time (${failedWrites.join(", ")}): it may refuse writes, and a restart loses what is not on disk.`,
    fix: `${redisCli(address)} CONFIG GET dir    # see the space and the rights there, and the log of Redis`,
    subject: address,
  };
}

function notesOf(facts: NodeFacts): readonly string[] {
  const { isAppendOnly, fsync, snapshots, snapshotAtMs, settingsFault } = facts;
  const last = snapshotAtMs === undefined ? "" : ` (the last at ${new Date(snapshotAtMs).toISOString()})`;
  return [
    ...(settingsFault === undefined ? [] : [`The settings of Redis could not be read: ${settingsFault}`]),
    ...(isAppendOnly === false && snapshots === undefined
      ? ["Redis has no append-only file; whether it takes snapshots is not known."]
      : []),
    ...(isAppendOnly === false && snapshots
      ? [
          `Redis takes snapshots${last} and has no append-only file: a crash loses what was journaled since the last one.`,
        ]
      : []),
    ...(isAppendOnly === true && fsync === "no"
      ? [
          "Redis leaves it to the system when its append-only file reaches the disk: a power cut may lose half a minute.",
        ]
      : []),
  ];
}

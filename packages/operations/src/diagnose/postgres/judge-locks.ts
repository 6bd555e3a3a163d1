import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { sayCount, sayTime } from "../words.js";
import type { IdleTransaction, LocksFacts, LockWait, Session } from "./examine-locks.js";

/** Whether somebody stands in the way of others on the table. */
export function judgeLocks({ waits, idle }: LocksFacts, thresholds: Required<Thresholds>): Judgement {
  const long = waits.filter(({ waitedMs }) => waitedMs > thresholds.lockWaitMs);
  const asleep = idle.filter(({ idleMs }) => idleMs > thresholds.idleTransactionMs);
  return {
    summary: waits.length === 0 ? "nobody waits" : `${sayCount(waits.length, "session")} waiting`,
    findings: [...waitFindings(long), ...asleep.map(idleFinding)],
  };
}

/** One for each session that others wait for: ending it lets all of them go on. */
function waitFindings(waits: readonly LockWait[]): readonly Finding[] {
  const blockers = new Set(waits.map(({ blocker }) => blocker?.pid));
  return [...blockers].map((pid) => waitFinding(waits.filter(({ blocker }) => blocker?.pid === pid)));
}

function waitFinding(group: readonly LockWait[]): Finding {
  const [first] = group.toSorted((a, b) => b.waitedMs - a.waitedMs);
  const { relation = "", mode = "", waitedMs = 0, blocker } = first ?? {};
  const who = sayCount(group.length, "session waits", "sessions wait");
  const behind =
    blocker === undefined ? "one that is not seen, or a prepared transaction" : describe(blocker);
  return {
    code: "lock-wait",
    severity: "error",
    what: `${who} for a lock on ${relation} (${mode}), the longest for ${sayTime(waitedMs)}, behind ${behind}.`,
    fix:
      blocker === undefined
        ? "SELECT pid, pg_blocking_pids(pid), query FROM pg_stat_activity WHERE wait_event_type = 'Lock';    -- 0 stands for one of pg_prepared_xacts"
        : `SELECT pg_terminate_backend(${blocker.pid});    -- ends it, and what it did not commit`,
    ...(blocker !== undefined && { subject: `pid ${blocker.pid}` }),
  };
}

function idleFinding(session: IdleTransaction): Finding {
  return {
    code: "idle-transaction",
    severity: "warning",
    what: `${capitalised(describe(session))} has a lock on the table and has done nothing for ${sayTime(session.idleMs)}: months cannot be detached meanwhile, nor indexes built.`,
    fix: `SELECT pg_terminate_backend(${session.pid});    -- and idle_in_transaction_session_timeout against the next one`,
    subject: `pid ${session.pid}`,
  };
}

function describe({ pid, application, state }: Session): string {
  const details = [application, state].filter((detail) => detail !== undefined);
  return `session ${pid}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

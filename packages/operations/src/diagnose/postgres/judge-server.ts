import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { sayTime } from "../words.js";
import type { ServerFacts } from "./examine-server.js";

const LEAST_VERSION = { number: 140_000, name: "14" };

/** Whether the server is one that traces can be stored on. */
export function judgeServer(facts: ServerFacts): Judgement {
  const { version, target, isShared, connectMs, answerMs } = facts;
  const findings = [versionFinding(facts), readOnlyFinding(facts), encodingFinding(facts)];
  const times = `answers in ${sayTime(answerMs)}, at first in ${sayTime(connectMs)}`;
  return {
    summary: `${isShared ? "PostgreSQL" : "embedded,"} ${version} at ${target}; ${times}`,
    findings: findings.flatMap((finding) => finding ?? []),
  };
}

/** Whether the clocks of server and process agree. */
export function judgeClock(
  { clockAheadMs, answerMs }: ServerFacts,
  { clockSkewMs }: Required<Thresholds>,
): Judgement {
  // Nobody knows when between question and answer the clock was read.
  const skew = Math.max(0, Math.abs(clockAheadMs) - answerMs / 2);
  const isOff = skew > clockSkewMs;
  const side = clockAheadMs > 0 ? "ahead of" : "behind";
  return {
    summary: isOff ? `${sayTime(skew)} apart` : "agrees with the server's",
    findings: isOff
      ? [
          {
            code: "clock-skew",
            severity: "warning",
            what: `The server's clock is ${sayTime(skew)} ${side} this machine's: the times of traces from here and of others do not compare.`,
            fix: "timedatectl set-ntp true    # on both machines",
          },
        ]
      : [],
  };
}

function versionFinding({ version, versionNumber }: ServerFacts): Finding | undefined {
  if (versionNumber >= LEAST_VERSION.number) return undefined;
  return {
    code: "postgres-too-old",
    severity: "error",
    what: `PostgreSQL is ${version}; steptrace needs ${LEAST_VERSION.name} or later.`,
    fix: "Upgrade the server: https://www.postgresql.org/docs/current/upgrading.html",
  };
}

function readOnlyFinding({ isStandby, isReadOnly }: ServerFacts): Finding | undefined {
  if (isStandby) {
    return {
      code: "database-read-only",
      severity: "error",
      what: "The server is a standby: it takes no writes.",
      fix: "Give the URL of the primary; on the standby, SELECT conninfo FROM pg_stat_wal_receiver; names it.",
    };
  }
  if (!isReadOnly) return undefined;
  return {
    code: "database-read-only",
    severity: "error",
    what: "Transactions are read-only by default here (default_transaction_read_only): no trace can be stored.",
    fix: "ALTER ROLE CURRENT_USER RESET default_transaction_read_only;    -- or, where it was set there: ALTER DATABASE …, ALTER SYSTEM …",
  };
}

function encodingFinding({ encoding }: ServerFacts): Finding | undefined {
  if (encoding === "UTF8") return undefined;
  return {
    code: "encoding-not-utf8",
    severity: "error",
    what: `The database is encoded in ${encoding}: traces with other characters are refused.`,
    fix: "CREATE DATABASE traces ENCODING 'UTF8' TEMPLATE template0;    -- then steptrace migrate there",
  };
}

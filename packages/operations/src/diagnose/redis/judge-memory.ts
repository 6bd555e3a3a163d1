import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { sayBytes, sayCount, sayShare } from "../words.js";
import type { NodeFacts } from "./examine-node.js";
import { redisCli } from "./redis-cli.js";

/** Whether journals stay where they are, and whether there is room for more. */
export function judgeMemory(facts: NodeFacts, thresholds: Required<Thresholds>): Judgement {
  const { usedBytes, mostBytes, evictionPolicy = "unknown policy" } = facts;
  const findings = [evicting(facts), nearLimit(facts, thresholds)];
  const used = usedBytes === undefined ? "unknown" : sayBytes(usedBytes);
  return {
    summary: mostBytes ? `${used} of ${sayBytes(mostBytes)}, ${evictionPolicy}` : `${used}, without a bound`,
    findings: findings.flatMap((finding) => finding ?? []),
  };
}

/** Also where memory has no bound yet: it may get one, and nobody will think of the journals then. */
function evicting({ address, mostBytes, evictionPolicy, evictedKeys }: NodeFacts): Finding | undefined {
  if (evictionPolicy === undefined || evictionPolicy === "noeviction") return undefined;
  const lost = evictionPolicy.startsWith("volatile-")
    ? "the correlation of running executions may be removed"
    : "the journal of a running trace may be removed, and its steps be lost";
  const when = mostBytes ? "where memory is short" : "as soon as maxmemory is set, and memory short";
  const sofar = evictedKeys > 0 ? `; ${sayCount(evictedKeys, "key")} evicted so far` : "";
  return {
    code: "redis-may-evict",
    severity: "warning",
    what: `The maxmemory-policy of Redis is ${evictionPolicy}: ${when}, ${lost}${sofar}.`,
    fix: `${redisCli(address)} CONFIG SET maxmemory-policy noeviction`,
    subject: address,
  };
}

function nearLimit(
  { address, usedBytes, mostBytes }: NodeFacts,
  { redisMemoryShare }: Required<Thresholds>,
): Finding | undefined {
  if (!mostBytes || usedBytes === undefined || usedBytes / mostBytes <= redisMemoryShare) return undefined;
  const isFull = usedBytes >= mostBytes;
  return {
    code: "redis-memory-near-limit",
    severity: isFull ? "error" : "warning",
    what: `Redis uses ${sayBytes(usedBytes)} of ${sayBytes(mostBytes)} (${sayShare(usedBytes / mostBytes)})${isFull ? ": it refuses or evicts" : "; what is beyond is refused or evicted"}.`,
    fix: `${redisCli(address)} CONFIG SET maxmemory ${mostBytes * 2}    # where the machine has that`,
    subject: address,
  };
}

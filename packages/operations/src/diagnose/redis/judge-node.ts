import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import { sayTime } from "../words.js";
import type { NodeFacts } from "./examine-node.js";
import { redisCli } from "./redis-cli.js";

const LEAST_VERSION = { major: 6, minor: 2 };

/** @param answerMs milliseconds until it answered */
export function judgeNode(facts: NodeFacts, answerMs: number): Judgement {
  const { address, version = "of an unknown version" } = facts;
  const findings = [tooOld(facts), readOnly(facts), clusterNode(facts), clusterDown(facts)];
  return {
    summary: `Redis ${version} at ${address}; answers in ${sayTime(answerMs)}`,
    findings: findings.flatMap((finding) => finding ?? []),
  };
}

function tooOld({ address, version }: NodeFacts): Finding | undefined {
  const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
  const isOld = major < LEAST_VERSION.major || (major === LEAST_VERSION.major && minor < LEAST_VERSION.minor);
  if (version === undefined || !isOld) return undefined;
  return {
    code: "redis-too-old",
    severity: "error",
    what: `Redis is ${version}; the journal needs ${LEAST_VERSION.major}.${LEAST_VERSION.minor} or later.`,
    fix: "Upgrade Redis: https://redis.io/docs/latest/operate/oss_and_stack/install/",
    subject: address,
  };
}

function readOnly({ address, isReplica }: NodeFacts): Finding | undefined {
  if (!isReplica) return undefined;
  return {
    code: "redis-read-only",
    severity: "error",
    what: `The Redis at ${address} is a replica: it takes no writes.`,
    fix: `${redisCli(address)} INFO replication    # master_host and master_port: give their address`,
    subject: address,
  };
}

function clusterNode({ address, isClusterNode, isAskedAsCluster }: NodeFacts): Finding | undefined {
  if (!isClusterNode || isAskedAsCluster) return undefined;
  return {
    code: "redis-cluster-node",
    severity: "error",
    what: `The Redis at ${address} is a node of a cluster, and the client is for a single one: most keys are refused.`,
    fix: "Pass a Cluster of ioredis, in place of a URL: new Cluster([{ host, port }])",
    subject: address,
  };
}

function clusterDown({ address, clusterState }: NodeFacts): Finding | undefined {
  if (clusterState === undefined || clusterState === "ok") return undefined;
  return {
    code: "redis-cluster-down",
    severity: "error",
    what: `The cluster is not whole (cluster_state:${clusterState} at ${address}): writes are refused.`,
    fix: `redis-cli --cluster check ${address}    # then redis-cli --cluster fix ${address}`,
    subject: address,
  };
}

import type { RedisInspector, RedisNode, RedisStepJournal } from "@steptrace/redis-context";
import type { ExaminedService } from "../diagnosis.js";
import { type Examined, examine, toExamined } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { readJournals } from "./examine-journals.js";
import { readNode } from "./examine-node.js";
import { judgeJournals } from "./judge-journals.js";
import { judgeMemory } from "./judge-memory.js";
import { judgeNode } from "./judge-node.js";
import { judgePersistence } from "./judge-persistence.js";
import { judgeRedisFault } from "./judge-redis-fault.js";

/** What was seen of a Redis. */
export interface RedisExamination {
  readonly service: ExaminedService;
  readonly examinations: readonly Examined[];
}

/** Looks at a Redis, and at the journal in it; where it cannot be reached, that is what is found. */
export async function examineRedis(
  inspector: RedisInspector,
  journal: RedisStepJournal,
  thresholds: Required<Thresholds>,
): Promise<RedisExamination> {
  try {
    const answerMs = await inspector.ping();
    const nodes = await inspector.nodes();
    const ofNodes = await Promise.all(
      nodes.map((node) => examineNode(node, { answerMs, isCluster: inspector.isCluster, thresholds })),
    );
    const journals = await examine(
      "journals",
      () => readJournals(journal, inspector, thresholds.silentMs),
      judgeJournals,
    );
    return { service: serviceOf(inspector, true), examinations: [...ofNodes.flat(), journals] };
  } catch (error) {
    const finding = judgeRedisFault(error, inspector.address);
    const summary = `${inspector.address} is out of reach`;
    return {
      service: serviceOf(inspector, false),
      examinations: [toExamined("redis", { summary, findings: [finding] })],
    };
  }
}

interface NodeOptions {
  readonly answerMs: number;
  readonly isCluster: boolean;
  readonly thresholds: Required<Thresholds>;
}

async function examineNode(
  node: RedisNode,
  { answerMs, isCluster, thresholds }: NodeOptions,
): Promise<readonly Examined[]> {
  const reading = readNode(node, isCluster);
  const examined = await Promise.all([
    examine(
      "redis",
      () => reading,
      (facts) => judgeNode(facts, answerMs),
    ),
    examine(
      "redis memory",
      () => reading,
      (facts) => judgeMemory(facts, thresholds),
    ),
    examine("redis disk", () => reading, judgePersistence),
  ]);
  if (!isCluster) return examined;
  return examined.map((one) => ({ ...one, summary: withAddress(one.summary, node.address) }));
}

/** Of several nodes, each says which it is. */
function withAddress(summary: string, address: string): string {
  return summary.includes(address) ? summary : `${address}: ${summary}`;
}

function serviceOf({ address }: RedisInspector, isReached: boolean): ExaminedService {
  return { name: "redis", target: address, isReached };
}

import { type LossResult, lossLines } from "./loss-lines.js";
import { openCollector } from "./receivers/open-collector.js";
import { openTable } from "./receivers/open-table.js";
import { type OwnServers, startOwnServers } from "./receivers/own-servers.js";
import type { Receiver } from "./receivers/receiver.js";
import { runProcess } from "./run-process.js";
import { lossScenarios, type Scenario } from "./scenario.js";
import { tally } from "./tally.js";
import { openTelemetryVersions } from "./versions.js";

const DEFAULT_OUTAGE_SECONDS = 30;

/**
 * What is lost of the same work where something goes wrong: with steptrace and its journal, and with OpenTelemetry, both
 * at their defaults, each in a process of its own, counted at the receiving end.
 *
 * @param outageSeconds of the receiving end, in one of the scenarios
 */
export async function benchLoss(outageSeconds: number = DEFAULT_OUTAGE_SECONDS): Promise<void> {
  await using servers = await startOwnServers();
  const results: LossResult[] = [];
  for (const scenario of lossScenarios(outageSeconds)) {
    console.log(`Running: ${scenario.title} …`);
    results.push(await withSteptrace(scenario, servers), await withOpenTelemetry(scenario));
  }
  for (const line of [...lossLines(results), "", ...terms()]) console.log(line);
}

async function withSteptrace(scenario: Scenario, servers: OwnServers): Promise<LossResult> {
  await using receiver = await openTable(servers, scenario.answerAfterMs ?? 0);
  return { ...(await run(scenario, receiver)), library: "steptrace", mayLose: scenario.mayLose ?? 0 };
}

async function withOpenTelemetry(scenario: Scenario): Promise<LossResult> {
  await using receiver = await openCollector(scenario.answerAfterMs ?? 0);
  return { ...(await run(scenario, receiver)), library: "OpenTelemetry" };
}

async function run(scenario: Scenario, receiver: Receiver): Promise<Omit<LossResult, "library">> {
  const { traces, stepsPerTrace } = scenario.workload;
  const { names, ...rest } = await runProcess(scenario, receiver);
  return { title: scenario.title, ...rest, ...tally(traces * stepsPerTrace, names) };
}

/** What each side was given, and what is not compared. */
function terms(): readonly string[] {
  return [
    "A step of steptrace stands beside a span of OpenTelemetry. Both libraries are at their defaults.",
    "steptrace: TraceStorage to PostgreSQL, and RedisStepJournal: it has a second service to write to, and needs it up.",
    "  recoverTraces runs once when the process has ended; what it brought is in `recovered`.",
    "  MISSED where it lost more than its README says: a turn of the event loop and a round trip to Redis; nothing after journaled().",
    `OpenTelemetry: NodeTracerProvider, BatchSpanProcessor, OTLPTraceExporter to a collector over HTTP, and no journal,`,
    `  for it has none: ${openTelemetryVersions()}.`,
    "Received is what the collector has read, or what stands in the table; twice, what arrived beyond the first time.",
    "`took` is no comparison: it says how long steptrace goes on when what it writes to is slow, and the other drops.",
    "Not compared: speed, memory, the price of the journal, and what happens behind the collector or when Redis dies.",
  ];
}

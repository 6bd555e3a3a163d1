import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { percentile } from "@steptrace/core";
import { maintain } from "@steptrace/operations";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { countText, durationText } from "../format.js";
import { listData } from "../list-data.js";
import { printHeading, printTable } from "../report.js";
import { askSimilar } from "./ask-similar.js";
import type { Message } from "./message.js";
import { parseMessages } from "./parse-messages.js";
import { reportAgreement, reportGroups, reportScores } from "./report-failures.js";
import { scoreOthers } from "./score-others.js";
import { storeMessages } from "./store-messages.js";
import { takeSample } from "./take-sample.js";

const FOLDER = join("cern_clusterlog", "samples");
const QUESTIONS = 300;
const SEED = 1;
const US_PER_MS = 1000;

/**
 * What groups and scores make of the messages of ClusterLog. The database has to be empty.
 *
 * @param data the folder that holds `cern_clusterlog`
 */
export async function evaluateFailures(data: string, databaseUrl: string): Promise<void> {
  const messages = readMessages(join(data, FOLDER));
  printHeading("Failures: the messages of cern_clusterlog");
  if (messages.length === 0) {
    console.log(`Skipped: no CSV files in ${join(data, FOLDER)}.`);
    return;
  }
  const distinct = [...new Set(messages.map(({ text }) => text))];
  reportGroups(messages, distinct);
  reportAgreement(messages);
  await migrate(databaseUrl);
  await using storage = new TraceStorage(databaseUrl);
  await store(storage, databaseUrl, messages);
  await using query = new TraceQuery(storage);
  const codes = new Map(messages.map(({ id, code }) => [id, code]));
  const { timesUs, pairs, differing } = await askSimilar(query, takeSample(messages, QUESTIONS, SEED), codes);
  printHeading(`Similar failures: ${timesUs.length} messages by chance (seed ${SEED}), limit 50`);
  printTable(
    ["time of a question", ""],
    [50, 95].map((percent) => [`P${percent}`, durationText(percentile(timesUs, percent) ?? Number.NaN)]),
  );
  reportScores("answers by score", pairs);
  reportScores("of another text", differing);
  const asked = takeSample(distinct, QUESTIONS, SEED);
  printHeading(
    `The score itself: ${asked.length} of the distinct messages, each beside all ${countText(distinct.length - 1)} others`,
  );
  reportScores("pairs by score", scoreOthers(asked, distinct));
}

function readMessages(folder: string): readonly Message[] {
  return listData(folder, ".csv").flatMap((path) =>
    parseMessages(basename(path, ".csv"), readFileSync(path, "utf8")),
  );
}

async function store(
  storage: TraceStorage,
  databaseUrl: string,
  messages: readonly Message[],
): Promise<void> {
  const started = performance.now();
  await storeMessages(storage, messages, new Date());
  const stored = performance.now();
  const { failuresFilled, signaturesPacked } = await maintain(databaseUrl);
  const maintained = performance.now();
  const each = ((stored - started) * US_PER_MS) / messages.length;
  printTable(
    ["stored as failed traces", ""],
    [
      ["storing all", durationText((stored - started) * US_PER_MS)],
      ["storing one, on average", durationText(each)],
      ["maintain", durationText((maintained - stored) * US_PER_MS)],
      ["failures that it filled in", countText(failuresFilled)],
      ["signatures that it packed", countText(signaturesPacked)],
    ],
  );
}

import { countNames } from "../count-names.js";
import { countText, durationText, percentText } from "../format.js";
import { printTable } from "../report.js";
import { clusterLogGroup } from "./cluster-log-group.js";
import { comparePartitions } from "./compare-partitions.js";
import { groupOf } from "./group-of.js";
import type { Message } from "./message.js";
import { type ScoredPair, scoreBands } from "./score-bands.js";

const LARGEST = 10;
const US_PER_MS = 1000;

/** Prints how many groups the messages fall into, and the largest. */
export function reportGroups(messages: readonly Message[], distinct: readonly string[]): void {
  const started = performance.now();
  const groups = countNames(messages.map(({ text }) => groupOf(text)));
  const tookUs = (performance.now() - started) * US_PER_MS;
  const textsOf = countNames(distinct.map(groupOf));
  const counts = [...groups.values()];
  const share = counts.slice(0, LARGEST).reduce((sum, count) => sum + count, 0) / messages.length;
  printTable(
    ["", "all", "distinct"],
    [
      ["messages", countText(messages.length), countText(distinct.length)],
      ["groups", countText(groups.size), countText(textsOf.size)],
      ["messages per group", perGroup(messages.length, groups), perGroup(distinct.length, textsOf)],
      ["near-duplicates collapsed", collapsed(messages.length, groups), collapsed(distinct.length, textsOf)],
      ["groups of one", countText(singles(groups)), countText(singles(textsOf))],
      [`in the ${LARGEST} largest groups`, percentText(share), ""],
      ["time to group one message", durationText(tookUs / messages.length), ""],
    ],
  );
  const largest = [...groups].slice(0, LARGEST);
  printTable(
    ["the largest groups", "messages", "texts"],
    largest.map(([template, count]) => [template, countText(count), countText(textsOf.get(template) ?? 0)]),
  );
}

/** Prints how far the groups agree with what others make of the same messages. */
export function reportAgreement(messages: readonly Message[]): void {
  const unique = [...new Map(messages.map((message) => [message.text, message])).values()];
  const byClusterLog = ({ text }: Message): string => clusterLogGroup(text);
  const coded = messages.filter(({ code }) => code !== undefined);
  const byCode = ({ code }: Message): string => code ?? "";
  const row = (
    title: string,
    of: readonly Message[],
    reference: (message: Message) => string,
  ): readonly string[] => {
    const { precision, recall, adjustedRandIndex } = comparePartitions(
      of.map((message) => [groupOf(message.text), reference(message)]),
    );
    return [
      title,
      countText(new Set(of.map(reference)).size),
      percentText(precision),
      percentText(recall),
      adjustedRandIndex?.toFixed(3) ?? "-",
    ];
  };
  printTable(
    ["the groups beside", "groups", "precision", "recall", "adjusted Rand"],
    [
      row("ClusterLog stage 1, messages", messages, byClusterLog),
      row("ClusterLog stage 1, texts", unique, byClusterLog),
      row("error codes of the jobs", coded, byCode),
    ],
  );
}

/** Prints what each range of scores is worth: the part of it that is of one group or code, and the part of the groups that it is. */
export function reportScores(title: string, pairs: readonly ScoredPair[]): void {
  printTable(
    [title, "pairs", "of one group", "of the groups", "of one code"],
    scoreBands(pairs).map((band) => [
      band.title,
      countText(band.pairs),
      percentText(band.sameGroup),
      percentText(band.ofGroup),
      percentText(band.sameCode),
    ]),
  );
}

function perGroup(count: number, groups: ReadonlyMap<string, number>): string {
  return (count / groups.size).toFixed(1);
}

/** The part of the things that needs no line of its own in a list of groups. */
function collapsed(count: number, groups: ReadonlyMap<string, number>): string {
  return percentText((count - groups.size) / count);
}

function singles(groups: ReadonlyMap<string, number>): number {
  return [...groups.values()].filter((count) => count === 1).length;
}

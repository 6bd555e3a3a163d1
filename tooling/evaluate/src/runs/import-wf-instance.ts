import type { Trace } from "@steptrace/core";
import { buildTrace, type ImportedStep } from "./build-trace.js";
import { type Fields, fieldsOf, listOf, microsOf, numberOf, present, textOf } from "./fields.js";

const US_PER_SECOND = 1_000_000;

/**
 * A workflow run in WfCommons' WfFormat (1.5) as a trace: a step for each task. The format says how long a task ran and
 * after which others, not when: each starts as soon as the last of them has ended, so that the last step ends when the
 * critical path does. The trace ends with the recorded makespan. Parents are an attribute: they ran before, not around it.
 *
 * @see https://wfcommons.org/format
 */
export function importWfInstance(json: unknown): readonly Trace[] {
  const { name, createdAt, workflow, runtimeSystem } = fieldsOf(json);
  const { specification, execution, runName, repo } = fieldsOf(workflow);
  const { executedAt, makespanInSeconds, tasks } = fieldsOf(execution);
  const startUs = microsOf(executedAt) ?? microsOf(createdAt);
  if (startUs === undefined) return [];
  const makespan = numberOf(makespanInSeconds);
  const skillName = textOf(name) ?? "workflow";
  return buildTrace({
    traceId: `${skillName}-${startUs}`,
    skillName,
    executionId: textOf(runName),
    startUs,
    endUs: makespan === undefined ? undefined : startUs + Math.round(makespan * US_PER_SECOND),
    status: "success",
    metadata: present({ repo, runtimeSystem, makespanInSeconds }),
    steps: importTasks(listOf(fieldsOf(specification)["tasks"]), listOf(tasks), startUs),
  });
}

function importTasks(
  specified: readonly unknown[],
  executed: readonly unknown[],
  startUs: number,
): readonly ImportedStep[] {
  const runs = new Map(executed.map((task) => [textOf(fieldsOf(task)["id"]) ?? "", fieldsOf(task)]));
  const tasks = new Map(specified.map((task) => [textOf(fieldsOf(task)["id"]) ?? "", fieldsOf(task)]));
  const ends = new Map<string, number>();
  const start = (task: Fields): number => Math.max(startUs, ...parentsOf(task).map(end));
  const end = (id: string): number => {
    const task = tasks.get(id);
    const known = ends.get(id);
    if (known !== undefined || task === undefined) return known ?? startUs;
    // For as long as it is not known; a circle would not end.
    ends.set(id, startUs);
    const endUs = start(task) + runtimeUs(runs.get(id));
    ends.set(id, endUs);
    return endUs;
  };
  return [...tasks].map(([id, task]) => {
    const endUs = end(id);
    const run = runs.get(id);
    const { avgCPU, memoryInBytes, readBytes, writtenBytes } = run ?? {};
    return {
      key: id,
      name: textOf(task["name"]) ?? (id || "task"),
      startUs: endUs - runtimeUs(run),
      endUs,
      status: "success",
      attributes: present({ parents: parentsOf(task), avgCPU, memoryInBytes, readBytes, writtenBytes }),
    };
  });
}

function parentsOf(task: Fields): readonly string[] {
  return listOf(task["parents"]).flatMap((parent) => textOf(parent) ?? []);
}

function runtimeUs(run: Fields | undefined): number {
  return Math.round(Math.max(0, numberOf(run?.["runtimeInSeconds"]) ?? 0) * US_PER_SECOND);
}

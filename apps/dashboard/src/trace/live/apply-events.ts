import { StepFlag } from "@steptrace/core/browser";
import type { LiveEvent, TraceSkeleton } from "../source/trace-source.js";

type LiveStep = NonNullable<LiveEvent["step"]>;

/** A step of a trace that runs, as a line of the columns. */
interface Line {
  readonly name: number;
  readonly id: number;
  readonly parentId: number;
  readonly startUs: number;
  readonly durationUs: number;
  readonly flags: number;
}

/** The skeleton of a trace that runs, with what has happened since; steps by their start, then by their id. */
export function applyEvents(skeleton: TraceSkeleton, events: readonly LiveEvent[]): TraceSkeleton {
  const names = [...skeleton.names];
  const places = new Map(names.map((name, place) => [name, place]));
  const lines = linesOf(skeleton);
  const byId = new Map(lines.map(({ id }, place) => [id, place]));
  for (const { step } of events) {
    if (step === undefined) continue;
    const name = places.get(step.name) ?? names.push(step.name) - 1;
    places.set(step.name, name);
    const place = byId.get(step.id);
    const known = place === undefined ? undefined : lines[place];
    // A start that comes late says nothing new of a step that has ended.
    if (known !== undefined && step.status === undefined) continue;
    const line = lineOf(step, name, known?.flags ?? 0);
    if (place === undefined) byId.set(step.id, lines.push(line) - 1);
    else lines[place] = line;
  }
  lines.sort((a, b) => a.startUs - b.startUs || a.id - b.id);
  return { ...skeleton, stepCount: lines.length, names, steps: columnsOf(lines) };
}

function lineOf(step: LiveStep, name: number, known: number): Line {
  const ended = step.status === "failed" ? StepFlag.failed : 0;
  const message = step.errorMessage === undefined ? 0 : StepFlag.hasErrorMessage;
  return {
    name,
    id: step.id,
    parentId: step.parentId ?? 0,
    startUs: step.offsetUs,
    durationUs: step.durationUs ?? 0,
    flags: step.status === undefined ? StepFlag.running : (known & ~StepFlag.running) | ended | message,
  };
}

function linesOf({ steps }: TraceSkeleton): Line[] {
  return Array.from({ length: steps.id.length }, (_, place) => ({
    name: steps.name[place] as number,
    id: steps.id[place] as number,
    parentId: steps.parentId[place] as number,
    startUs: steps.startUs[place] as number,
    durationUs: steps.durationUs[place] as number,
    flags: steps.flags[place] as number,
  }));
}

function columnsOf(lines: readonly Line[]): TraceSkeleton["steps"] {
  const column = (key: keyof Line): readonly number[] => lines.map((line) => line[key]);
  return {
    name: column("name"),
    id: column("id"),
    parentId: column("parentId"),
    startUs: column("startUs"),
    durationUs: column("durationUs"),
    flags: column("flags"),
  };
}

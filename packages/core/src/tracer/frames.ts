import { AsyncLocalStorage } from "node:async_hooks";
import type { LiveTrace } from "./live-trace.js";
import type { TracerRuntime } from "./tracer-runtime.js";

/** A place in a trace: the trace itself, or a step whose function is running. New steps become its children. */
export interface Frame {
  readonly trace: LiveTrace;
  readonly stepId: number | undefined;
}

/** One frame where a single tracer is at work, as nearly always; else one for each tracer. */
type Frames = Frame | ReadonlyMap<TracerRuntime, Frame>;

/**
 * One storage for all tracers of the process: every one that exists is carried along with every asynchronous
 * operation, so that a storage for each tracer would slow down all of them.
 */
const storage = new AsyncLocalStorage<Frames | undefined>();

/** A context that goes on for ever, and in it new tracers again and again, must not gather the ended traces of all. */
const MAX_FINAL = 15;

/** The tracer's own frame in this asynchronous context. */
export function currentFrame(runtime: TracerRuntime): Frame | undefined {
  const frames = storage.getStore();
  if (frames === undefined || isFrame(frames)) return frames?.trace.runtime === runtime ? frames : undefined;
  return frames.get(runtime);
}

/** Makes a frame the tracer's own for the rest of this asynchronous context; `undefined` takes it away. */
export function enterFrame(runtime: TracerRuntime, frame: Frame | undefined): void {
  storage.enterWith(replaced(runtime, frame));
}

/**
 * Runs a function in a frame of its tracer. What begins only when it is awaited (a query builder, say) begins in the
 * frame as well.
 */
export function runInFrame<A, T>(
  frame: Frame,
  fn: (argument: A) => T | PromiseLike<T>,
  argument: A,
): Promise<T> {
  const frames = replaced(frame.trace.runtime, frame);
  const result = storage.run(frames, fn, argument);
  return result instanceof Promise ? result : storage.run(frames, toPromise<T>, result);
}

function toPromise<T>(value: T | PromiseLike<T>): Promise<T> {
  return Promise.resolve(value);
}

/** The frames of this context with that of one tracer replaced; those of others stay. */
function replaced(runtime: TracerRuntime, frame: Frame | undefined): Frames | undefined {
  const frames = storage.getStore();
  if (frames === undefined || (isFrame(frames) && frames.trace.runtime === runtime)) return frame;
  const others = (isFrame(frames) ? [frames] : [...frames.values()]).filter(
    ({ trace }) => trace.runtime !== runtime && !trace.cleared,
  );
  const kept = [
    ...others.filter(({ trace }) => trace.isFinal).slice(-MAX_FINAL),
    ...others.filter(({ trace }) => !trace.isFinal),
  ];
  if (kept.length === 0) return frame;
  const all = frame === undefined ? kept : [...kept, frame];
  return new Map(all.map((each) => [each.trace.runtime, each]));
}

function isFrame(frames: Frames): frames is Frame {
  return "trace" in frames;
}

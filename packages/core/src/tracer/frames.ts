import { AsyncLocalStorage } from "node:async_hooks";
import type { LiveTrace } from "./live-trace.js";
import type { TracerRuntime } from "./tracer-runtime.js";

/** A place in a trace: the trace itself, or a step whose function is running. New steps become its children. */
export interface Frame {
  readonly trace: LiveTrace;
  readonly stepId: number | undefined;
}

/** The frames of an asynchronous context, one for each trace, the innermost first; nearly always there is one. */
export type Frames = Frame | readonly Frame[] | undefined;

/**
 * One storage for all tracers of the process: every one that exists is carried along with every asynchronous
 * operation, so that a storage for each tracer would slow down all of them.
 */
const storage = new AsyncLocalStorage<Frames>();

/** A context that goes on for ever, and in it trace after trace, must not gather all of them. */
const MAX_OTHERS = 15;

/** The frames here. Who needs them more than once asks once, for it is asked with each step. */
export function framesHere(): Frames {
  return storage.getStore();
}

/** The tracer's own frame: the innermost of its traces. */
export function frameOf(frames: Frames, runtime: TracerRuntime): Frame | undefined {
  if (isList(frames)) return frames.find(({ trace }) => trace.runtime === runtime);
  return frames?.trace.runtime === runtime ? frames : undefined;
}

/** The step of a trace that is running, also where another trace runs within it. */
export function stepIdOf(frames: Frames, trace: LiveTrace): number | undefined {
  if (isList(frames)) return frames.find((frame) => frame.trace === trace)?.stepId;
  return frames?.trace === trace ? frames.stepId : undefined;
}

/** Makes a frame the innermost for the rest of this asynchronous context. */
export function enterFrame(frame: Frame): void {
  storage.enterWith(withFrame(framesHere(), frame));
}

/** Takes the frames of a tracer away for the rest of this asynchronous context. */
export function leaveFrames(runtime: TracerRuntime): void {
  storage.enterWith(othersOf(framesHere(), ({ trace }) => trace.runtime !== runtime));
}

/**
 * Runs a function in a frame, within those that are given. What begins only when it is awaited (a query builder, say)
 * begins in the frame as well.
 */
export function runInFrame<A, T>(
  frames: Frames,
  frame: Frame,
  fn: (argument: A) => T | PromiseLike<T>,
  argument: A,
): Promise<T> {
  const inner = withFrame(frames, frame);
  const result = storage.run(inner, fn, argument);
  return result instanceof Promise ? result : storage.run(inner, toPromise<T>, result);
}

/** Runs a function in no frame: what it leaves behind, a timer say, holds on to no trace. */
export function runOutside<T>(fn: () => T): T {
  return storage.run(undefined, fn);
}

function toPromise<T>(value: T | PromiseLike<T>): Promise<T> {
  return Promise.resolve(value);
}

/** The frames with one more; it stands in place of its trace's own, and of what has ended of its tracer. */
function withFrame(frames: Frames, frame: Frame): Frames {
  if (frames === undefined || (!isList(frames) && frames.trace === frame.trace)) return frame;
  const { trace: own } = frame;
  const others = othersOf(
    frames,
    ({ trace }) => trace !== own && !(trace.isFinal && trace.runtime === own.runtime),
  );
  return others.length === 0 ? frame : [frame, ...others];
}

/** Of the frames that are to stay, the innermost: those of running traces, and behind them those of ended ones. */
function othersOf(frames: Frames, isToStay: (frame: Frame) => boolean): readonly Frame[] {
  const all = isList(frames) ? frames : frames === undefined ? [] : [frames];
  const others = all.filter((frame) => !frame.trace.cleared && isToStay(frame));
  return [
    ...others.filter(({ trace }) => !trace.isFinal).slice(0, MAX_OTHERS),
    ...others.filter(({ trace }) => trace.isFinal).slice(0, MAX_OTHERS),
  ];
}

function isList(frames: Frames): frames is readonly Frame[] {
  return Array.isArray(frames);
}

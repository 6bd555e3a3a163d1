import { ExecutionTracer, type TraceHandle } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import { SetClock } from "./set-clock.js";

const HOUR_MS = 3_600_000;
const FIVE_DAYS_H = 120;

/** What does not belong into a page, and is in every field of one trace. */
const HOSTILE =
  '<img src=x onerror="document.title=1">{{7*7}}javascript:alert(1)\u202egnp.exe\u0007\u001b[31m';

/** What somebody would look for in the history. */
export interface History {
  /** The slowest of all: a deployment whose step `push` took minutes. */
  readonly slowest: string;
  /** A deployment that failed, and the last before it that did not. */
  readonly failed: string;
  readonly succeeded: string;
  /** A trace with hostile text in all its fields. */
  readonly hostile: string;
  readonly count: number;
}

/** Records five days of three skills that ends now, hour by hour, always the same. */
export async function recordHistory(storage: TraceStorage, now: Date, perHour = 1): Promise<History> {
  const clock = new SetClock(now);
  const tracer = new ExecutionTracer({ storage, clock, strict: true });
  const random = mulberry32(7);
  const ids = { slowest: "", failed: "", succeeded: "" };
  let count = 0;
  let newest = "";
  const run = async (
    skill: string,
    at: number,
    number: number,
    work: (trace: TraceHandle) => Promise<void>,
  ) => {
    clock.set(at);
    let id = "";
    const metadata = {
      region: number % 3 === 0 ? "us" : "eu",
      attempt: 1 + (number % 2),
      build: `b${number}`,
    };
    await tracer
      .trace(skill, { executionId: `${skill}-${number}`, metadata }, (trace) => {
        id = trace.traceId;
        return work(trace);
      })
      .catch(() => undefined);
    count += 1;
    return id;
  };
  const step = (trace: TraceHandle, name: string, ms: number, inside?: () => Promise<void>) =>
    trace.step(name, async () => {
      clock.advance(ms * (0.7 + 0.6 * random()));
      await inside?.();
    });
  for (let hour = FIVE_DAYS_H * perHour; hour > 0; hour -= 1) {
    const at = now.getTime() - (hour * HOUR_MS) / perHour + random() * 60_000;
    const [slow, bad] = [hour === 50, random()];
    const deploy = await run("deploy-service", at, hour, async (trace) => {
      await step(trace, "checkout", 300);
      await step(trace, "build image", 40, async () => {
        await step(trace, "install", 900);
        await step(trace, "compile", 1500);
      });
      if (hour % 11 === 0) await step(trace, "warm cache", 200);
      await step(trace, "push", slow ? 210_000 : 700, async () => {
        if (bad < 0.1) throw new Error(`registry answered 503 after ${30 + (hour % 9)} s to push b${hour}`);
      });
      await step(trace, "health check", 120, async () => {
        if (bad > 0.95) throw new Error(`service checkout-${hour} did not become healthy within 60 s`);
      });
    });
    if (slow) ids.slowest = deploy;
    if (bad < 0.1) Object.assign(ids, { failed: deploy, succeeded: newest });
    else if (bad <= 0.95) newest = deploy;
    if (hour % 2 === 0)
      await run("invoice-run", at + 90_000, hour, async (trace) => {
        await step(trace, "load customers", 80);
        for (const page of [1, 2, 3]) await step(trace, `render page ${page}`, 150);
        await step(trace, "send", 60, async () => {
          if (hour < 40 && random() < 0.3) throw new Error(`mailbox of customer ${1000 + hour} is full`);
        });
      });
    if (hour % 3 === 0)
      await run("sync-inventory", at + 200_000, hour, async (trace) => {
        await step(trace, "fetch", 30);
        await step(trace, "compare", 9);
        await step(trace, "write", 14);
      });
  }
  const hostile = await run("hostile", now.getTime() - HOUR_MS / 2, 1, async (trace) => {
    trace.setMetadata({ [HOSTILE]: HOSTILE });
    await step(trace, HOSTILE.repeat(5), 5, async () => {
      throw new Error(`${HOSTILE} ${"long ".repeat(200)}`);
    });
  });
  await run(HOSTILE, now.getTime() - HOUR_MS / 3, 2, (trace) => step(trace, "x", 5));
  return { ...ids, hostile, count };
}

/** Pseudo-random numbers from 0 to 1, the same for the same seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import type { SearchFilters } from "@steptrace/query";
import { messageWords } from "./traces.js";

/** A filter that is asked for, again and again with other values. */
export interface Question {
  readonly what: string;
  readonly filters: (index: number) => SearchFilters;
}

const DAY_MS = 86_400_000;
/** A prime, so that values are spread. */
const STRIDE = 104_729;

/** Each filter by itself, common and rare; and some together. What is rare is eleven months old. */
export function questionsAmong(count: number, now: number): readonly Question[] {
  const one = (index: number): number => ((index + 1) * STRIDE) % count;
  const day = (index: number): Date => new Date(now - (1 + (index % 360)) * DAY_MS);
  return [
    { what: "no filter", filters: () => ({}) },
    {
      what: "a day",
      filters: (index) => ({ startDate: day(index), endDate: new Date(day(index).getTime() + DAY_MS) }),
    },
    { what: "skill, one of 50", filters: (index) => ({ skillName: `skill-${index % 50}` }) },
    { what: "skill, 3 traces", filters: () => ({ skillName: "rare-skill" }) },
    { what: "status, 90 %", filters: () => ({ status: "success" }) },
    { what: "status, 10 %", filters: () => ({ status: "failed" }) },
    { what: "status, 3 traces", filters: () => ({ status: "timeout" }) },
    { what: "execution, 1 trace", filters: (index) => ({ executionId: `execution-${one(index)}` }) },
    { what: "duration, 60 %", filters: (index) => ({ minDuration: 100 + index }) },
    { what: "duration, 2 %", filters: (index) => ({ minDuration: 80_000 + index }) },
    {
      what: "duration, 1 in 1,000",
      filters: (index) => ({ minDuration: 50_000 + 9 * index, maxDuration: 50_500 + 9 * index }),
    },
    { what: "duration, 3 traces", filters: (index) => ({ minDuration: 3_600_000 + index }) },
    {
      what: "metadata, 50 %",
      filters: (index) => ({ metadata: { env: index % 2 === 0 ? "production" : "staging" } }),
    },
    {
      what: "metadata, 1 in 1,000",
      filters: (index) => ({ metadata: { user: `user-${one(index) % 1000}` } }),
    },
    {
      what: "metadata, 1 trace",
      filters: (index) => ({ metadata: { order: { id: `order-${one(index)}` } } }),
    },
    { what: "metadata, 3 traces", filters: () => ({ metadata: { canary: true } }) },
    { what: "text, all traces", filters: () => ({ text: "load part-3" }) },
    {
      what: "text, one skill in 7",
      filters: (index) => ({ text: `load ${["customers", "orders", "prices"][index % 3]}` }),
    },
    {
      what: "text, messages",
      filters: (index) => ({ text: messageWords(one(index), 1 + (index % 2)) }),
    },
    {
      what: "text, step and message",
      filters: (index) => ({ text: `customers ${messageWords(one(index), 1)}` }),
    },
    { what: "text, a number", filters: (index) => ({ text: `order-${Math.floor(one(index) / 10) * 10}` }) },
    { what: "text, 3 traces", filters: () => ({ text: "defragment" }) },
    { what: "text, nowhere", filters: (index) => ({ text: `nowhere${"x".repeat(index % 20)}` }) },
    {
      what: "skill, failed, slow, in production",
      filters: (index) => ({
        skillName: `skill-${(index % 5) * 10}`,
        status: "failed",
        minDuration: 10_000,
        metadata: { env: "production" },
      }),
    },
  ];
}

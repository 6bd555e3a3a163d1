import { z } from "@hono/zod-openapi";

const LONGEST_TEXT = 10_000;
const LONGEST_NAME = 255;
/** Longer than the cursor of any id of 255 characters. */
const LONGEST_CURSOR = 4000;
const MOST_DURATION_MS = 2_147_483_647;

const text = (most: number) => z.string().min(1).max(most);
const name = text(LONGEST_NAME);
const moment = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine((date) => !Number.isNaN(date.getTime()), "expected a date");
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const duration = count(0, MOST_DURATION_MS);

/** A JSON object as text. */
const metadata = z
  .string()
  .max(LONGEST_TEXT)
  .transform((value, context) => {
    try {
      const parsed: unknown = JSON.parse(value);
      if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
        return parsed as Record<string, unknown>;
    } catch {
      // Said below.
    }
    context.addIssue({ code: "custom", message: "expected a JSON object" });
    return z.NEVER;
  });

export const range = z.object({ from: moment.optional(), to: moment.optional() });

const filters = range.extend({
  skill: name.optional(),
  status: z.enum(["running", "success", "failed", "timeout"]).optional(),
  executionId: name.optional(),
  minDuration: duration.optional(),
  maxDuration: duration.optional(),
  metadata: metadata.optional(),
  text: text(LONGEST_TEXT).optional(),
});

const page = z.object({ cursor: text(LONGEST_CURSOR).optional(), limit: count(1, 500).default(50) });

export const skillPath = z.object({ skill: name });
export const tracePath = z.object({ id: name });
export const stepPath = tracePath.extend({ index: count(0, 10_000_000) });
export const groupPath = z.object({ group: z.string().regex(/^-?\d{1,20}$/) });

export const skillsQuery = range.extend({ bucket: z.enum(["hour", "day", "week", "month"]).optional() });
export const statsQuery = skillsQuery.extend({ bins: count(1, 200).optional() });
export const anomaliesQuery = z.object({
  from: moment,
  to: moment.optional(),
  limit: count(1, 500).optional(),
});
export const tracesQuery = filters.extend(page.shape);
export const pointsQuery = filters.extend({ limit: count(1, 5000).default(2000) });
export const similarQuery = z.object({
  limit: count(1, 100).default(10),
  minSimilarity: z.coerce.number().min(0).max(1).optional(),
});
export const exportQuery = z.object({ format: z.enum(["json", "html"]).default("json") });
export const compareQuery = z.object({ a: name, b: name });
export const failuresQuery = range.extend({
  skill: name.optional(),
  orderBy: z.enum(["count", "lastSeen", "firstSeen"]).optional(),
  limit: count(1, 200).default(50),
});
export const groupQuery = range.extend({ skill: name.optional(), ...page.shape });
export const eventsQuery = z.object({
  skill: name.optional(),
  status: z.enum(["success", "failed", "timeout"]).optional(),
  traceId: name.optional(),
  after: text(100).optional(),
});

export type Filters = z.output<typeof filters>;

import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ZodType } from "zod";

const problemSchema = z
  .object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() })
  .openapi("Problem");

const otherwise = {
  description: "What went wrong",
  content: { "application/problem+json": { schema: problemSchema } },
} as const;

/** A question's answers for the description of the API: what it gives, or a problem. */
export function responses<T extends ZodType>(schema: T, description: string) {
  return {
    200: { description, content: { "application/json": { schema } } },
    default: otherwise,
  } as const;
}

/** The same of what is no JSON. */
export function responsesOf(type: string, description: string) {
  return {
    200: { description, content: { [type]: { schema: z.string() } } },
    default: otherwise,
  } as const;
}

/** What the query said, as JSON: its own types say the same as the description, but for dates, which JSON makes texts of. */
export function answer(context: Context, value: object): never {
  return context.json(value, 200) as never;
}

import {
  errorText,
  InvalidArgumentError,
  InvalidStatusError,
  isSteptraceError,
  StorageError,
} from "@steptrace/core";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Problem } from "./contract/answers.js";

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  413: "Too large",
  421: "Misdirected request",
  422: "Cannot be answered",
  500: "Internal error",
  503: "Unavailable",
};

/** What has to be said beside it. @see RFC 9110 */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { "www-authenticate": "Bearer" },
  405: { allow: "GET, HEAD" },
};

/** An answer that says what went wrong. @see RFC 9457 */
export function problem(context: Context, status: ContentfulStatusCode, detail: string): Response {
  const body: Problem = { type: "about:blank", title: TITLES[status] ?? "Error", status, detail };
  return context.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    ...HEADERS[status],
  });
}

/** What an error comes to. What is not steptrace's own says nothing of itself: it may hold a secret. */
export function problemOf(context: Context, error: unknown): Response {
  if (error instanceof HTTPException)
    return problem(context, error.status as ContentfulStatusCode, error.message);
  if (error instanceof InvalidArgumentError) return problem(context, 400, error.message);
  if (error instanceof InvalidStatusError) return problem(context, 422, error.message);
  if (error instanceof StorageError) return problem(context, 503, error.message);
  if (isSteptraceError(error)) return problem(context, 503, errorText(error));
  return problem(
    context,
    500,
    "Something is wrong in the server; it is not the request. Its `onError` was told.",
  );
}

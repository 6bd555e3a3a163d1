import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { problem } from "../problem.js";
import type { TokenGuard } from "./token-guard.js";

const BODY_BYTES = 4096;

const question = z.object({ token: z.string().max(BODY_BYTES) });

/** Exchanges the token for a cookie. The one route that takes anything. */
export function addSession(app: OpenAPIHono, guard: TokenGuard | undefined): void {
  app.openAPIRegistry.registerPath({
    method: "post",
    path: "/session",
    security: [],
    request: { body: { required: true, content: { "application/json": { schema: question } } } },
    responses: { 204: { description: "A cookie, by which this browser is known from now on" } },
  });
  app.post("/session", bodyLimit({ maxSize: BODY_BYTES }), async (context) => {
    const given = question.safeParse(await bodyOf(context.req.raw));
    if (guard === undefined) return problem(context, 404, "This server asks for no token.");
    if (!given.success || !guard.knows(given.data.token))
      return problem(context, 401, "That is not its token.");
    guard.startSession(context);
    return context.body(null, 204);
  });
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

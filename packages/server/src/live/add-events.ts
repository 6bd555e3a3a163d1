import type { HttpBindings } from "@hono/node-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { eventsQuery } from "../contract/parameters.js";
import { problem } from "../problem.js";
import { responsesOf } from "../routes/respond.js";
import type { LiveHub } from "./live-hub.js";

const HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

/** What happens, as an event stream. */
export function addEvents(app: OpenAPIHono, hub: LiveHub | undefined): void {
  app.openAPIRegistry.registerPath({
    method: "get",
    path: "/events",
    request: { query: eventsQuery },
    responses: responsesOf("text/event-stream", "What happens, as it happens: lists of events"),
  });
  app.get("/events", (context) => {
    const lastId = context.req.header("last-event-id");
    const asked = { ...context.req.query(), ...(lastId && { after: lastId }) };
    const { after, ...filter } = eventsQuery.parse(asked);
    if (hub === undefined) return problem(context, 404, "This server was not given a source of live events.");
    if (context.req.method === "HEAD") return context.body(null, 200, HEADERS);
    const bindings = context.env as Partial<HttpBindings> | undefined;
    const body = hub.open({
      filter,
      after,
      hangUp: () => bindings?.outgoing?.destroy(),
    });
    if (body === undefined)
      return problem(
        context,
        503,
        "As many watch as may, or the server ends. Close a page that is not needed.",
      );
    return context.body(body, 200, HEADERS);
  });
}

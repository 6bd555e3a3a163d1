import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { listRunning } from "@steptrace/operations";
import { HTTPException } from "hono/http-exception";
import {
  exportQuery,
  pointsQuery,
  similarQuery,
  stepPath,
  tracePath,
  tracesQuery,
} from "../contract/parameters.js";
import { schemas } from "../contract/schemas.js";
import type { PageAssets, ServerServices } from "../services.js";
import { exportFile } from "./export-file.js";
import { toFilters } from "./filters.js";
import { summaryOf } from "./find-trace.js";
import { pointOf } from "./point-of.js";
import { answer, responses, responsesOf } from "./respond.js";
import { skeletonOf } from "./skeleton-of.js";
import { TraceReader } from "./trace-reader.js";

const list = createRoute({
  method: "get",
  path: "/traces",
  request: { query: tracesQuery },
  responses: responses(schemas.traces, "The traces that have all that is asked for, newest first"),
});
const points = createRoute({
  method: "get",
  path: "/traces/points",
  request: { query: pointsQuery },
  responses: responses(schemas.points, "The same traces as points of a plot"),
});
const running = createRoute({
  method: "get",
  path: "/running",
  responses: responses(schemas.running, "The traces that run just now, in any process"),
});
const one = createRoute({
  method: "get",
  path: "/traces/{id}",
  request: { params: tracePath },
  responses: responses(schemas.skeleton, "A trace, with its steps column by column"),
});
const step = createRoute({
  method: "get",
  path: "/traces/{id}/steps/{index}",
  request: { params: stepPath },
  responses: responses(schemas.step, "All of one step, by its place in the trace"),
});
const similar = createRoute({
  method: "get",
  path: "/traces/{id}/similar",
  request: { params: tracePath, query: similarQuery },
  responses: responses(schemas.similar, "The failures most similar to that of a trace"),
});
const explanation = createRoute({
  method: "get",
  path: "/traces/{id}/explanation",
  request: { params: tracePath },
  responses: responses(schemas.explanation, "A failure beside the last success of its skill"),
});

/** Traces, and what is known of one. */
export function addTraces(app: OpenAPIHono, services: ServerServices, assets: PageAssets | undefined): void {
  const { query, journal } = services;
  const reader = new TraceReader(services);
  app.openapi(list, async (context) => {
    const { cursor, limit, ...filters } = context.req.valid("query");
    const page = await query.searchTraces({ ...toFilters(filters), limit, ...(cursor && { cursor }) });
    return answer(context, page);
  });

  app.openapi(points, async (context) => {
    const { limit, ...filters } = context.req.valid("query");
    const { items, nextCursor } = await query.searchTraces({ ...toFilters(filters), limit });
    return answer(context, { points: items.flatMap(pointOf), isComplete: nextCursor === undefined });
  });

  app.openapi(running, async (context) => {
    const found = journal === undefined ? [] : await listRunning(journal);
    const traces = found.map(({ trace, lastHeardAt }) => ({
      trace: summaryOf(trace),
      stepCount: trace.steps.length,
      lastHeardAt,
    }));
    return answer(context, { journal: journal !== undefined, traces });
  });

  app.openapi(one, async (context) => {
    const trace = await reader.read(context.req.valid("param").id);
    return answer(context, skeletonOf(trace));
  });

  app.openapi(step, async (context) => {
    const { id, index } = context.req.valid("param");
    const found = (await reader.recall(id)).steps[index];
    if (found === undefined)
      throw new HTTPException(404, { message: `Trace '${id}' has no step at ${index}.` });
    return answer(context, found);
  });

  app.openapi(similar, async (context) => {
    const { id } = context.req.valid("param");
    const { limit, minSimilarity } = context.req.valid("query");
    const options = { limit, ...(minSimilarity !== undefined && { minSimilarity }) };
    const failures = await query.findFailuresLike(id, options);
    if (failures === undefined) throw new HTTPException(404, { message: `There is no trace '${id}'.` });
    return answer(context, { failures: failures });
  });

  app.openapi(explanation, async (context) => {
    const { id } = context.req.valid("param");
    const found = await query.explainFailure(id);
    if (found === undefined) throw new HTTPException(404, { message: `There is no trace '${id}'.` });
    return answer(context, found);
  });

  app.openAPIRegistry.registerPath({
    method: "get",
    path: "/traces/{id}/export",
    request: { params: tracePath, query: exportQuery },
    responses: responsesOf(
      "application/octet-stream",
      "A trace as a file: its data, or a page that shows it",
    ),
  });
  app.get("/traces/:id/export", async (context) => {
    const { id } = tracePath.parse(context.req.param());
    const { format } = exportQuery.parse(context.req.query());
    const file = await exportFile(await reader.read(id), format, assets);
    return context.body(file.text, 200, file.headers);
  });
}

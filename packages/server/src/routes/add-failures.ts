import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { compareQuery, failuresQuery, groupPath, groupQuery } from "../contract/parameters.js";
import { schemas } from "../contract/schemas.js";
import type { ServerServices } from "../services.js";
import { toRange } from "./filters.js";
import { answer, responses } from "./respond.js";

const groups = createRoute({
  method: "get",
  path: "/failures",
  request: { query: failuresQuery },
  responses: responses(schemas.failures, "The groups of failures whose messages have the same template"),
});
const ofGroup = createRoute({
  method: "get",
  path: "/failures/{group}/traces",
  request: { params: groupPath, query: groupQuery },
  responses: responses(schemas.traces, "The failures of a group, newest first"),
});
const compare = createRoute({
  method: "get",
  path: "/compare",
  request: { query: compareQuery },
  responses: responses(schemas.comparison, "How trace b differs from trace a"),
});

/** What failed, and what is different. */
export function addFailures(app: OpenAPIHono, { query }: ServerServices): void {
  app.openapi(groups, async (context) => {
    const { skill, orderBy, limit, ...times } = context.req.valid("query");
    const options = {
      ...toRange(times),
      limit,
      ...(skill && { skillName: skill }),
      ...(orderBy && { orderBy }),
    };
    return answer(context, { groups: await query.failureGroups(options) });
  });

  app.openapi(ofGroup, async (context) => {
    const { skill, cursor, limit, ...times } = context.req.valid("query");
    const { group } = context.req.valid("param");
    const options = {
      ...toRange(times),
      limit,
      ...(skill && { skillName: skill }),
      ...(cursor && { cursor }),
    };
    return answer(context, await query.failuresOfGroup(group, options));
  });

  app.openapi(compare, async (context) => {
    const { a, b } = context.req.valid("query");
    const found = await query.compareTraces(a, b);
    if (found === undefined)
      throw new HTTPException(404, { message: `One of the traces '${a}' and '${b}' is not stored.` });
    return answer(context, found);
  });
}

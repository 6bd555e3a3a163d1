import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { anomaliesQuery, range, skillPath, skillsQuery, statsQuery } from "../contract/parameters.js";
import { schemas } from "../contract/schemas.js";
import type { ServerServices } from "../services.js";
import { toRange } from "./filters.js";
import { answer, responses } from "./respond.js";

const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

const overview = createRoute({
  method: "get",
  path: "/skills",
  request: { query: skillsQuery },
  responses: responses(schemas.skills, "How the traces of each skill went, and how before"),
});
const stats = createRoute({
  method: "get",
  path: "/skills/{skill}/stats",
  request: { params: skillPath, query: statsQuery },
  responses: responses(schemas.stats, "The figures of a skill"),
});
const steps = createRoute({
  method: "get",
  path: "/skills/{skill}/steps",
  request: { params: skillPath, query: range },
  responses: responses(schemas.steps, "The figures of a skill's steps"),
});
const anomalies = createRoute({
  method: "get",
  path: "/skills/{skill}/anomalies",
  request: { params: skillPath, query: anomaliesQuery },
  responses: responses(schemas.anomalies, "The traces that are out of the skill's own normal"),
});

/** How skills went. */
export function addSkills(app: OpenAPIHono, { query }: ServerServices): void {
  app.openapi(overview, async (context) => {
    const { bucket, from, to = new Date() } = context.req.valid("query");
    const endDate = to;
    const startDate = from ?? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS);
    const [all, trends] = await Promise.all([
      query.skillStats({ startDate, endDate, ...(bucket && { bucket }) }),
      query.trends({ startDate, endDate }),
    ]);
    const trendOf = new Map(trends.map((trend) => [trend.skillName, trend]));
    const skills = all.map((one) => {
      const trend = trendOf.get(one.skillName);
      return { skillName: one.skillName, stats: one, ...(trend && { trend }) };
    });
    return answer(context, { from: startDate, to: endDate, skills });
  });

  app.openapi(stats, async (context) => {
    const { skill } = context.req.valid("param");
    const { bucket, bins, ...times } = context.req.valid("query");
    const options = { skillName: skill, ...toRange(times), ...(bucket && { bucket }), ...(bins && { bins }) };
    const [found] = await query.skillStats(options);
    if (found === undefined)
      throw new HTTPException(404, { message: `There are no traces of skill '${skill}' in that time.` });
    return answer(context, found);
  });

  app.openapi(steps, async (context) => {
    const found = await query.stepStats(
      context.req.valid("param").skill,
      toRange(context.req.valid("query")),
    );
    return answer(context, { steps: found });
  });

  app.openapi(anomalies, async (context) => {
    const { from, to, limit } = context.req.valid("query");
    const options = {
      skillName: context.req.valid("param").skill,
      since: from,
      ...(to && { until: to }),
      ...(limit && { limit }),
    };
    return answer(context, await query.anomalies(options));
  });
}

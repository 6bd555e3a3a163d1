import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { schemas } from "../contract/schemas.js";
import type { PageAssets, ServerServices } from "../services.js";
import { answer, responses } from "./respond.js";

const health = createRoute({
  method: "get",
  path: "/health",
  responses: responses(schemas.health, "The server answers; nothing is said of what is behind it"),
});
const features = createRoute({
  method: "get",
  path: "/features",
  responses: responses(schemas.features, "What this server can do"),
});
const storage = createRoute({
  method: "get",
  path: "/storage",
  responses: responses(schemas.storage, "Months, sizes, findings, and the writer's counters"),
});

/** How the server, and what is behind it, stands. */
export function addHealth(app: OpenAPIHono, services: ServerServices, assets: PageAssets | undefined): void {
  app.openapi(health, (context) => answer(context, { status: "ok" }));

  app.openapi(features, (context) => {
    const live = services.events?.source;
    const able = {
      ...(live && { live }),
      journal: services.journal !== undefined,
      htmlExport: assets !== undefined,
    };
    return answer(context, able);
  });

  app.openapi(storage, async (context) => {
    if (services.diagnose === undefined)
      throw new HTTPException(404, { message: "This server was not given a way to look at its storage." });
    const diagnosis = await services.diagnose();
    const writer = services.isWriter === true ? services.storage.stats() : undefined;
    return answer(context, { ...diagnosis, ...(writer && { writer }) });
  });
}

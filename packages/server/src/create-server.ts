import { OpenAPIHono } from "@hono/zod-openapi";
import { InvalidArgumentError } from "@steptrace/core";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { ZodError } from "zod";
import { servePage } from "./assets/serve-page.js";
import { addEvents } from "./live/add-events.js";
import { LiveHub } from "./live/live-hub.js";
import { problem, problemOf } from "./problem.js";
import { addFailures } from "./routes/add-failures.js";
import { addHealth } from "./routes/add-health.js";
import { addSkills } from "./routes/add-skills.js";
import { addTraces } from "./routes/add-traces.js";
import { addSession } from "./security/add-session.js";
import { guardHost } from "./security/guard-host.js";
import { securityHeaders } from "./security/security-headers.js";
import { TokenGuard } from "./security/token-guard.js";
import type { PageAssets, ServerServices } from "./services.js";

/** What a header can carry as a bearer. */
const TOKEN = /^[\x21-\x7e]{16,1000}$/;
const READING: ReadonlySet<string> = new Set(["GET", "HEAD"]);

export interface ServerOptions extends ServerServices {
  /** The page. @default the API alone */
  readonly assets?: PageAssets;
  /** What requests have to know: 16 to 1,000 visible characters of ASCII, without spaces. @default nothing */
  readonly token?: string;
  /** Names and addresses that the server goes by, beside those of the loopback, at any port; "0.0.0.0" or "::" for each address. @default none */
  readonly hosts?: readonly string[];
  /** Hears of faults that are not the request's: what was answered with 500 or 503, and live events that broke off. @default nobody */
  readonly onError?: (error: unknown) => void;
}

/** A server that is not bound to a port. */
export interface TraceServer {
  /** To serve, or to mount: `app.fetch` takes a request and gives the answer to it. */
  readonly app: Hono;
  /** How many watch live events. */
  watching(): number;
  /** Ends the answers that go on, of those who watch. */
  close(): void;
}

/**
 * The HTTP API over stored traces, below `/api/v1`, and the page that shows them. It reads alone; nothing that it was given is closed.
 *
 * @throws {InvalidArgumentError} for a token that can be guessed, or that a header cannot carry
 * @example
 * const server = createServer({ query, storage });
 * const { url } = await listen(server, { port: 7430 });
 */
export function createServer(options: ServerOptions): TraceServer {
  const { token, assets, hosts = [] } = options;
  const guard = token === undefined ? undefined : new TokenGuard(requireToken(token));
  const report = (error: unknown): void => {
    try {
      options.onError?.(error);
    } catch {
      // Who hears of faults has one: there is nobody left to tell.
    }
  };
  const hub = options.events && new LiveHub(options.events.events, report);
  const app = new Hono();
  app.use(securityHeaders, guardHost(hosts));
  app.use(async (context, next) => {
    const mayPost = context.req.method === "POST" && context.req.path.endsWith("/api/v1/session");
    if (READING.has(context.req.method) || mayPost) return next();
    return problem(context, 405, "This server reads alone: GET and HEAD.");
  });
  app.onError((error, context) => {
    const answer =
      error instanceof ZodError ? problem(context, 400, textOf(error)) : problemOf(context, error);
    if (answer.status >= 500) report(error);
    return answer;
  });
  app.route("/api/v1", apiOf(options, guard, hub));
  app.all("/api/*", (context) =>
    problem(context, 404, "There is no such resource: see /api/v1/openapi.json."),
  );
  if (assets !== undefined) servePage(app, assets);
  app.all("*", (context) => problem(context, 404, "There is no page here: see /api/v1."));
  return { app, watching: () => hub?.size ?? 0, close: () => hub?.close() };
}

function apiOf(options: ServerOptions, guard: TokenGuard | undefined, hub: LiveHub | undefined): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (!result.success) return problem(context, 400, textOf(result.error));
      return undefined;
    },
  });
  addSession(api, guard);
  if (guard !== undefined) api.use(guard.middleware);
  addEvents(api, hub);
  api.use(compress(), etag());
  api.use(async (context, next) => {
    await next();
    context.res.headers.set("cache-control", "private, no-cache");
  });
  addHealth(api, options, options.assets);
  addSkills(api, options);
  addTraces(api, options, options.assets);
  addFailures(api, options);
  if (guard !== undefined)
    api.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  api.doc31("/openapi.json", ({ req: { path } }) => ({
    openapi: "3.1.0",
    info: { title: "steptrace", version: "1" },
    servers: [{ url: path.replace(/\/openapi\.json$/, "") }],
    ...(guard && { security: [{ token: [] }] }),
  }));
  return api;
}

function requireToken(token: string): string {
  if (TOKEN.test(token)) return token;
  const expected = "16 to 1,000 visible characters of ASCII, without spaces";
  throw new InvalidArgumentError("token", expected, `${token.length} characters`);
}

/** Which parameters are none, and why. */
function textOf({ issues }: ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".") || "request"}: ${message}`).join("; ");
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { TraceServer } from "./create-server.js";

export interface RequestListenerOptions {
  /** The path that the server is mounted at, as in "/traces". @default "/" */
  readonly base?: string;
}

/** A request, as Node.js has it, and as Express does on top of that. */
interface Incoming extends IncomingMessage {
  /** What was asked for, of which `url` lacks the path that is mounted at. */
  readonly originalUrl?: string;
  /** What a body parser has read. */
  readonly body?: unknown;
  rawBody?: Buffer;
}

/**
 * What answers requests in an application of Node.js, Express or Fastify. Nothing global is changed.
 *
 * @example
 * express().use("/traces", requestListener(server, { base: "/traces" }));
 */
export function requestListener(
  server: TraceServer,
  options: RequestListenerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { base = "/" } = options;
  const { fetch } = base === "/" ? server.app : new Hono().route(base, server.app);
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  return (request: Incoming, response) => {
    if (request.originalUrl !== undefined) request.url = request.originalUrl;
    // A stream that somebody has read to its end says nothing more.
    if (request.body !== undefined && request.readableEnded)
      request.rawBody = Buffer.from(JSON.stringify(request.body));
    return listener(request, response);
  };
}

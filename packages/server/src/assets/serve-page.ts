import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, Hono, MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { basePath } from "hono/route";
import { problem } from "../problem.js";
import type { PageAssets } from "../services.js";
import { placePage } from "./place-page.js";

const FOREVER = "public, max-age=31536000, immutable";
const AN_HOUR = "public, max-age=3600";

/** The page: its files, of which those below `assets/` have names that change with their content, and the same document for each of its own paths. */
export function servePage(app: Hono, { directory }: PageAssets): void {
  const find = serveStatic({
    root: directory,
    rewriteRequestPath: (path, context) => path.slice(placeOf(context).length),
  });
  const files =
    (caching: string): MiddlewareHandler =>
    async (context, next) => {
      const found = await find(context, next);
      if (found?.ok === true) found.headers.set("cache-control", caching);
      return found;
    };
  const show = async (context: Context): Promise<Response> => {
    const html = await readFile(join(directory, "index.html"), "utf8");
    return context.html(placePage(html, placeOf(context)), 200, { "cache-control": "no-cache" });
  };
  const isMissing = (context: Context): Response => problem(context, 404, "The page has no such file.");
  app.use(compress());
  app.get("/index.html", show);
  app.get("/assets/*", files(FOREVER), isMissing);
  app.get("/:file{[^/]+\\.\\w+}", files(AN_HOUR), isMissing);
  app.get("*", show);
}

/** The path that the server is mounted at, without a slash at its end: nothing at the root. */
function placeOf(context: Context): string {
  return basePath(context).replace(/\/+$/, "");
}

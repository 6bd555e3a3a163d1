import { fileURLToPath } from "node:url";

/** Where the built page lies, for the server that hands it out. */
export interface PageAssets {
  /** The absolute path of the folder with `index.html` and the files that it asks for. */
  readonly directory: string;
  /** The absolute path of the page that shows one trace without a server, but for the trace. */
  readonly exportTemplate: string;
}

/**
 * The built page, as `createServer` of @steptrace/server takes it.
 *
 * @example
 * import { assets } from "@steptrace/dashboard";
 * const app = createServer({ query, assets });
 */
export const assets: PageAssets = {
  directory: fileURLToPath(new URL("./page/", import.meta.url)),
  exportTemplate: fileURLToPath(new URL("./export.html", import.meta.url)),
};

import { fileURLToPath } from "node:url";
import type { PageAssets } from "@steptrace/server";

/** The page as it is built; `npm run bench` builds it before. */
export const assets: PageAssets = {
  directory: fileURLToPath(new URL("../../../../apps/dashboard/dist/page/", import.meta.url)),
  exportTemplate: fileURLToPath(new URL("../../../../apps/dashboard/dist/export.html", import.meta.url)),
};

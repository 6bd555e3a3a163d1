import { readFile } from "node:fs/promises";
import { exportPage, exportTrace, type Trace } from "@steptrace/core";
import { HTTPException } from "hono/http-exception";
import type { PageAssets } from "../services.js";

/** A file to download. */
export interface ExportedFile {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A trace as a file: its data, or a page that shows it. @throws {HTTPException} 404 where there is no page to put it into */
export async function exportFile(
  trace: Trace,
  format: "json" | "html",
  assets: PageAssets | undefined,
): Promise<ExportedFile> {
  const exported = exportTrace(trace, new Date());
  if (format === "json")
    return { text: JSON.stringify(exported), headers: headersOf(trace, format, "application/json") };
  if (assets === undefined)
    throw new HTTPException(404, { message: "This server has no page to show a trace with." });
  const template = await readFile(assets.exportTemplate, "utf8");
  return {
    text: exportPage(template, exported),
    headers: headersOf(trace, format, "text/html; charset=utf-8"),
  };
}

function headersOf({ traceId }: Trace, extension: string, type: string): Readonly<Record<string, string>> {
  const name = traceId.replace(/[^\w.-]/g, "_");
  return { "content-type": type, "content-disposition": `attachment; filename="trace-${name}.${extension}"` };
}

import { relative, resolve } from "node:path";
import type { Page } from "@steptrace/terminal";
import { DEFAULT_DIRECTORY, type DemoOptions } from "../options/read-options.js";
import type { Report } from "../report/read-report.js";

const CLI = resolve(import.meta.dirname, "../../../cli/dist/main.js");

/** Where the traces are, and what to ask of them from here. */
export function showNextCommands(
  { slowest, failure }: Report,
  { databaseUrl, directory }: DemoOptions,
  { colors }: Page,
): readonly string[] {
  const isEmbedded = databaseUrl === undefined;
  const place = isEmbedded
    ? `in ${resolve(directory)}. Ask it more:`
    : "in your database. With its URL in DATABASE_URL, ask it more:";
  const program = `node ${quote(relative(process.cwd(), CLI))}`;
  // The command takes the database that the environment names before it looks for an embedded store.
  const isFoundByItself = directory === DEFAULT_DIRECTORY && process.env["DATABASE_URL"] === undefined;
  const store = isEmbedded && !isFoundByItself ? ` --directory ${quote(directory)}` : "";
  const commands = [
    "list",
    ...(slowest === undefined ? [] : [`show ${slowest.traceId}`]),
    ...(failure === undefined ? [] : [`explain ${failure.trace.traceId}`]),
    ...(failure === undefined ? [] : [`similar --trace ${failure.trace.traceId}`]),
    "groups",
    "stats",
  ];
  return [
    "",
    `${colors.bold("The traces stay")} ${place}`,
    "",
    ...commands.map((command) => `  ${program} ${command}${store}`),
  ];
}

/** A path as a shell takes it. */
function quote(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : `"${path}"`;
}

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const OPEN_TELEMETRY = ["@opentelemetry/sdk-trace-node", "@opentelemetry/exporter-trace-otlp-http"] as const;

/** The packages of OpenTelemetry that are measured, with their versions: for a line of output. */
export function openTelemetryVersions(): string {
  return OPEN_TELEMETRY.map((name) => {
    const { version } = require(`${name}/package.json`) as { readonly version: string };
    return `${name} ${version}`;
  }).join(", ");
}

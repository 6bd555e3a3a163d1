import type { Connection } from "../store/connection.js";
import { pgCronLines } from "./pg-cron-lines.js";

/** Every night, and not at the full hour, when everybody else comes. */
const SCHEDULE = "17 3 * * *";

/** What of the command's options goes into the lines. */
export interface CronOptions {
  readonly ahead?: number;
  readonly keep?: number;
  readonly keepFailures?: number;
  /** Milliseconds. */
  readonly wait?: number;
}

/**
 * Lines that have `steptrace maintain` run every night: for crontab; for a server, also for Kubernetes and pg_cron. The
 * URL of the database is in none of them: it may hold a password.
 */
export function cronLines(connection: Connection, options: CronOptions): readonly string[] {
  const { databaseUrl, directory, schema } = connection;
  const words = ["maintain", ...optionWords(options)];
  if (databaseUrl === undefined) {
    return [
      "# crontab (crontab -e)",
      `${SCHEDULE} steptrace ${[...words, "--directory", directory].map(shellWord).join(" ")}`,
    ];
  }
  const all = schema === undefined ? words : [...words, "--schema", schema];
  return [
    "# crontab (crontab -e). The file ~/.steptrace.env, which you alone may read, holds: export DATABASE_URL='postgres://…'",
    `${SCHEDULE} . "$HOME/.steptrace.env" && steptrace ${all.map(shellWord).join(" ")}`,
    "",
    ...kubernetesLines(all),
    "",
    ...pgCronLines(SCHEDULE, schema, options),
  ];
}

function optionWords({ ahead, keep, keepFailures, wait }: CronOptions): readonly string[] {
  return [
    ...(ahead === undefined ? [] : ["--ahead", String(ahead)]),
    ...(keep === undefined ? [] : ["--keep", String(keep)]),
    ...(keepFailures === undefined ? [] : ["--keep-failures", String(keepFailures)]),
    ...(wait === undefined ? [] : ["--wait", `${wait}ms`]),
  ];
}

/** In crontab, a percent sign ends the line, also in quotes. */
function shellWord(word: string): string {
  const quoted = /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
  return quoted.replaceAll("%", "\\%");
}

function kubernetesLines(words: readonly string[]): readonly string[] {
  return [
    "# Kubernetes (kubectl apply -f). The secret: kubectl create secret generic steptrace --from-literal=database-url='postgres://…'",
    "apiVersion: batch/v1",
    "kind: CronJob",
    "metadata:",
    "  name: steptrace-maintain",
    "spec:",
    `  schedule: "${SCHEDULE}"`,
    "  concurrencyPolicy: Forbid",
    "  jobTemplate:",
    "    spec:",
    "      backoffLimit: 2",
    "      template:",
    "        spec:",
    "          restartPolicy: Never",
    "          containers:",
    "            - name: maintain",
    "              image: node:24-alpine",
    `              command: ${JSON.stringify(["npx", "-y", "steptrace", ...words])}`,
    "              env:",
    "                - name: DATABASE_URL",
    "                  valueFrom: { secretKeyRef: { name: steptrace, key: database-url } }",
  ];
}

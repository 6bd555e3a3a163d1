import { fieldsOf, listOf } from "./fields.js";

/** Method, route, address, status, and the body in base64. */
const LINES_PER_ANSWER = 5;
const OK = "200";

/** A run, and its jobs, as the API of GitHub answers. */
export interface RecordedRun {
  readonly workflow_run: unknown;
  readonly jobs: readonly unknown[];
}

/** The runs in a recording of the API of GitHub, each answer in five lines, as the tests of otel-cicd-action play it back. */
export function readRecording(text: string): readonly RecordedRun[] {
  const lines = text.split(/\r?\n/);
  const answers = new Map<string, unknown>();
  for (let line = 0; line + LINES_PER_ANSWER <= lines.length; line += LINES_PER_ANSWER) {
    const [, , address = "", status, body = ""] = lines.slice(line, line + LINES_PER_ANSWER);
    if (status === OK) answers.set(address.split("?")[0] ?? "", parseBody(body));
  }
  return [...answers]
    .filter(([address]) => /\/actions\/runs\/\d+$/.test(address))
    .map(([address, run]) => ({
      workflow_run: run,
      jobs: listOf(fieldsOf(answers.get(`${address}/jobs`))["jobs"]),
    }));
}

function parseBody(body: string): unknown {
  return JSON.parse(Buffer.from(body, "base64").toString("utf8"));
}

import { expect, it } from "vitest";
import { cronLines } from "./cron-lines.js";

const SERVER = {
  databaseUrl: "postgres://app:hunter2@db.example:5432/app",
  directory: "/srv/.steptrace",
  schema: undefined,
  redisUrl: undefined,
};

it("prints lines for crontab, Kubernetes and pg_cron, with the options that were given, and no password", () => {
  const text = cronLines(SERVER, { ahead: 6, keep: 12, keepFailures: 24, wait: 600_000 }).join("\n");
  expect(text).toContain(
    '17 3 * * * . "$HOME/.steptrace.env" && steptrace maintain --ahead 6 --keep 12 --keep-failures 24 --wait 600000ms\n',
  );
  expect(text).toContain(
    'command: ["npx","-y","steptrace","maintain","--ahead","6","--keep","12","--keep-failures","24","--wait","600000ms"]',
  );
  expect(text).toContain("generate_series(0, 6)");
  expect(text).toContain("- interval '24 months'");
  expect(text).toContain("cannot keep failures alone");
  expect(text).not.toContain("hunter2");
});

it("drops nothing where nothing is to go", () => {
  const text = cronLines(SERVER, {}).join("\n");
  expect(text).toContain("&& steptrace maintain\n");
  expect(text).not.toContain("DROP TABLE");
  expect(text).not.toContain("failures");
});

it("quotes a schema for the shell, for crontab and for SQL", () => {
  const text = cronLines({ ...SERVER, schema: `it's 100% "odd"` }, { keep: 1 }).join("\n");
  expect(text).toContain(`--schema 'it'\\''s 100\\% "odd"'\n`);
  expect(text).toContain(`"--schema","it's 100% \\"odd\\""]`);
  expect(text).toContain(`ANALYZE "it's 100% ""odd""".execution_traces`);
  expect(text).toContain(`'"it''s 100% ""odd""".execution_traces'::regclass`);
});

it("prints for the embedded store what can reach it: crontab on this machine", () => {
  expect(cronLines({ ...SERVER, databaseUrl: undefined }, { keep: 3 })).toEqual([
    "# crontab (crontab -e)",
    "17 3 * * * steptrace maintain --keep 3 --directory /srv/.steptrace",
  ]);
});

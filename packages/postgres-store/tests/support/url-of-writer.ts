import type { TestDatabase } from "@steptrace/test-utils";
import { onTestFinished } from "vitest";

/** The URL of a database for a role that may read and write traces, and make no partition; gone when the test is finished. */
export async function urlOfWriter({ url, sql }: TestDatabase): Promise<string> {
  const ofWriter = new URL(url);
  const role = `writer_${ofWriter.pathname.slice(-8)}`;
  await sql.unsafe(`CREATE ROLE ${role} LOGIN`);
  onTestFinished(async () => {
    await sql.unsafe(`DROP OWNED BY ${role}`);
    await sql.unsafe(`DROP ROLE ${role}`);
  });
  await sql.unsafe(`GRANT SELECT, INSERT, UPDATE ON execution_traces TO ${role}`);
  ofWriter.username = role;
  return ofWriter.href;
}

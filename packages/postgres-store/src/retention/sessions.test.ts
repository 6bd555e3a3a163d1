import { describe, expect, it } from "vitest";
import { describeSession, type Session } from "./sessions.js";

const session: Session = {
  transaction: "3/42",
  pid: 4242,
  role: "app",
  application: "nightly report",
  since: "2025-11-16 12:00:00",
  statement:
    "SELECT count(*)\n  FROM execution_traces WHERE skill_name = 'a ''secret'' name' AND x = 'another",
};

describe("describeSession", () => {
  it("says who, since when, and what, and no value of it", () => {
    expect(describeSession(session)).toBe(
      "session 4242 (app, nightly report), in a transaction since 2025-11-16 12:00:00 UTC, " +
        "last statement: SELECT count(*) FROM execution_traces WHERE skill_name = '…' AND x = '…'",
    );
  });

  it("shortens a long statement", () => {
    const text = describeSession({ ...session, statement: `SELECT ${"x".repeat(500)}` });
    expect(text.endsWith(`${"x".repeat(113)}…`)).toBe(true);
  });

  it("leaves out what the role may not know, and knows transactions without a session", () => {
    const hidden = { ...session, role: null, application: null, since: null, statement: null };
    expect(describeSession(hidden)).toBe("session 4242");
    expect(describeSession({ ...session, pid: null })).toContain("pg_prepared_xacts");
  });
});

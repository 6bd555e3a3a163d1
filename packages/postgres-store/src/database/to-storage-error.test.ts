import { StorageError } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { isMissingPartition, sqlStateOf, toStorageError } from "./to-storage-error.js";

const failure = (code: string, message = "no", more: object = {}): Error =>
  Object.assign(new Error(message), { code, ...more });

describe("toStorageError", () => {
  it.each([
    ["ECONNREFUSED", "unreachable"],
    ["CONNECT_TIMEOUT", "unreachable"],
    ["EPIPE", "unreachable"],
    ["57P01", "unreachable"],
    ["08006", "unreachable"],
    ["53300", "unreachable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable"],
    ["28P01", "authentication"],
    ["3D000", "authentication"],
    ["42501", "permission"],
    ["42P01", "not-migrated"],
    ["57014", "timeout"],
    ["55P03", "timeout"],
    ["22P02", "rejected"],
  ])("takes %s for %s", (code, reason) => {
    expect(toStorageError(failure(code), "Storing", "db")).toMatchObject({ name: "StorageError", reason });
  });

  it.each([
    ["Connection terminated unexpectedly", "unreachable"],
    ["timeout exceeded when trying to connect", "unreachable"],
    ["The server does not support SSL connections", "unreachable"],
    ["SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string", "authentication"],
    ["Cannot use a pool after calling end on the pool", "closed"],
    ["PGlite is closed", "closed"],
    ["no connection came free, and on none of the 10 did the server answer for 5 ms", "timeout"],
    ["something else", "rejected"],
  ])("takes the message %j for %s", (message, reason) => {
    expect(toStorageError(new Error(message), "Storing", "db")).toMatchObject({ reason });
  });

  it("says what failed, where, why and what to do, and keeps the driver's error", () => {
    const cause = failure("42P01", 'relation "execution_traces" does not exist');
    const error = toStorageError(cause, "Storing trace 't'", "localhost:5432/app") as StorageError;
    expect(error.message).toBe(
      `Storing trace 't' failed at localhost:5432/app: relation "execution_traces" does not exist. ` +
        "Run `steptrace migrate`, or call migrate(), on this database first.",
    );
    expect(error.cause).toBe(cause);
    expect(error.sqlState).toBe("42P01");
  });

  it.each([
    ["08P01", "unsupported startup parameter: statement_timeout"],
    ["26000", 'prepared statement "sx1" does not exist'],
    ["42P05", 'prepared statement "sx1" already exists'],
  ])("knows a PgBouncer by what it says: %s, %s", (code, message) => {
    expect(toStorageError(failure(code, message), "Storing", "db").message).toMatch(/pgbouncer=true/);
  });

  it("unwraps Drizzle's error, whose message holds the values", () => {
    const wrapped = Object.assign(new Error("Failed query: … params: secret", { cause: failure("22P02") }), {
      query: "…",
      params: ["secret"],
    });
    const error = toStorageError(wrapped, "Storing", "db") as StorageError;
    expect(error.message).not.toContain("secret");
    expect(sqlStateOf(error)).toBe("22P02");
  });

  it("looks into the error of a name with several addresses", () => {
    const gathered = new AggregateError([failure("ECONNREFUSED", "connect ECONNREFUSED ::1:5432")]);
    expect(toStorageError(gathered, "Storing", "db")).toMatchObject({
      reason: "unreachable",
      message: expect.stringContaining("connect ECONNREFUSED ::1:5432"),
    });
  });

  it("leaves an error of steptrace as it is", () => {
    const error = new StorageError("closed", { reason: "closed" });
    expect(toStorageError(error, "Storing", "db")).toBe(error);
  });

  it.each([undefined, null, "text", 7])("takes %j that somebody threw", (thrown) => {
    expect(toStorageError(thrown, "Storing", "db")).toMatchObject({ reason: "rejected" });
  });
});

describe("isMissingPartition", () => {
  it("is the check that names no constraint", () => {
    expect(isMissingPartition(failure("23514"))).toBe(true);
    expect(isMissingPartition(failure("23514", "no", { constraint_name: "status_check" }))).toBe(false);
    expect(isMissingPartition(failure("23514", "no", { constraint: "status_check" }))).toBe(false);
    expect(isMissingPartition(failure("23505"))).toBe(false);
  });

  it("bears errors without a cause", () => {
    expect(isMissingPartition(new StorageError("late", { reason: "timeout" }))).toBe(false);
    expect(isMissingPartition(undefined)).toBe(false);
  });
});

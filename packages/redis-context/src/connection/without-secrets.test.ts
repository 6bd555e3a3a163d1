import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { withoutSecrets } from "./without-secrets.js";

function replyError(message: string, name: string, args: readonly unknown[]): Error {
  return Object.assign(new Error(message), { name: "ReplyError", command: { name, args } });
}

describe("withoutSecrets", () => {
  it.each([
    ["hello", [3, "AUTH", "alice", "s3cret"]],
    ["auth", ["alice", "s3cret"]],
    ["AUTH", ["s3cret"]],
  ])("takes the arguments of %s off", (name, args) => {
    const error = withoutSecrets(replyError("WRONGPASS invalid username-password pair.", name, args));
    expect(error).toMatchObject({ name: "ReplyError", message: "WRONGPASS invalid username-password pair." });
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain("s3cret");
  });

  it("keeps the code alone of a message that quotes the password", () => {
    const error = replyError("ERR unknown command `hello`, with args: `s3cret`", "hello", [
      3,
      "AUTH",
      "a",
      "s3cret",
    ]);
    expect(withoutSecrets(error)).toMatchObject({ message: "ERR" });
  });

  it("finds it in the error that an error of a cluster carries", () => {
    const lastNodeError = replyError("WRONGPASS no", "auth", ["s3cret"]);
    const error = withoutSecrets(
      Object.assign(new Error("Failed to refresh slots cache."), { lastNodeError }),
    );
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain("s3cret");
    expect(error).toMatchObject({
      message: "Failed to refresh slots cache.",
      cause: { message: "WRONGPASS no" },
    });
  });

  it("leaves every other error as it is", () => {
    const error = replyError("OOM command not allowed", "set", ["key", "value"]);
    expect(withoutSecrets(error)).toBe(error);
    expect(withoutSecrets("boom")).toBe("boom");
  });
});

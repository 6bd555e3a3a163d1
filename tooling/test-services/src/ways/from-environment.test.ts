import { afterEach, describe, expect, it, vi } from "vitest";
import { redisKind } from "../redis/redis-kind.js";
import { fromEnvironment } from "./from-environment.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("fromEnvironment", () => {
  it("is closed when the variable is not set", async () => {
    vi.stubEnv("REDIS_URL", undefined);
    await expect(fromEnvironment.open(redisKind)).rejects.toThrow("REDIS_URL is not set");
  });

  it("fails, and hides the password, when the named server does not answer", async () => {
    vi.stubEnv("REDIS_URL", "redis://user:secret@127.0.0.1:1");
    const error = await fromEnvironment.open(redisKind).catch(String);
    expect(error).toContain("127.0.0.1:1, and it does not answer");
    expect(error).not.toContain("secret");
  });
});

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { OptionsError, readOptions } from "./read-options.js";

describe("readOptions", () => {
  it("runs sixty executions on the embedded store, told nothing", () => {
    expect(readOptions([], {})).toMatchObject({ directory: ".steptrace", executions: 60 });
  });

  it("takes servers", () => {
    const options = readOptions(["--database-url", "postgres://db", "--redis-url", "redis://cache"], {});
    expect(options).toMatchObject({ databaseUrl: "postgres://db", redisUrl: "redis://cache" });
  });

  it("takes the Redis of the environment, unless another is asked for", () => {
    const env = { REDIS_URL: "redis://env" };
    expect(readOptions([], env)).toMatchObject({ redisUrl: "redis://env" });
    expect(readOptions(["--redis-url", "redis://cache"], env)).toMatchObject({ redisUrl: "redis://cache" });
  });

  it("takes an empty REDIS_URL for none", () => {
    expect(readOptions([], { REDIS_URL: "" })).not.toHaveProperty("redisUrl");
  });

  it("leaves the database of the environment alone", () => {
    expect(readOptions([], { DATABASE_URL: "postgres://env" })).not.toHaveProperty("databaseUrl");
  });

  it("takes --no-serve, for there is nothing to serve", () => {
    expect(readOptions(["--no-serve"], {}).executions).toBe(60);
  });

  it.each([
    [["--executions", "0"], "whole number from 1 to 10000"],
    [["--executions", "1.5"], "whole number from 1 to 10000"],
    [["--executions", "10001"], "whole number from 1 to 10000"],
    [["--colour"], "unknown option '--colour'"],
    [["list"], "too many arguments"],
    [["--database-url", "postgres://db", "--directory", "here"], "cannot be used with"],
  ])("refuses %j", (args, message) => {
    silenceStderr();
    expect(() => readOptions(args, {})).toThrow(OptionsError);
    expect(() => readOptions(args, {})).toThrow(message);
    expect(() => readOptions(args, {})).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});

function silenceStderr(): void {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
}

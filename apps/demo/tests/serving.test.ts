import { describe, expect, test } from "vitest";
import { startDemo } from "./run-demo.js";
import { temporaryDirectory } from "./temporary-directory.js";

const ADDRESS = /http:\/\/\S+:\d+\//;

interface Traces {
  readonly items: readonly { readonly executionId: string }[];
}

describe("the demo, when it serves", { timeout: 180_000 }, () => {
  test("says where, goes on with executions, and ends at Ctrl-C", async () => {
    const args = ["--executions", "5", "--serve", "--port", "0"];
    const demo = startDemo(await temporaryDirectory(), args);
    const url = await new Promise<string>((resolve, reject) => {
      let output = "";
      demo.process.stdout?.on("data", (text: Buffer) => {
        output += text;
        const address = ADDRESS.exec(output)?.[0];
        if (address !== undefined) resolve(address);
      });
      void demo.ended.then(({ stderr }) => reject(new Error(stderr)));
    });
    const count = async (): Promise<number> => {
      const response = await fetch(`${url}api/v1/traces`);
      return ((await response.json()) as Traces).items.length;
    };
    await expect.poll(count).toBeGreaterThan(5);
    demo.process.kill("SIGINT");
    const { exitCode, stdout } = await demo.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain("See it:");
  });
});

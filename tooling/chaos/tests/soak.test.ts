import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const PROGRAM = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const MINUTES = 6 / 60;

describe("a short soak", { timeout: 180_000 }, () => {
  it("balances, and says its seed", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(MINUTES)]);
    expect(stdout).toMatch(/^Soak of .* minutes, seed \d+\n/);
    expect(stdout).toMatch(/\nThe ledger balances\.\n$/);
  });
});

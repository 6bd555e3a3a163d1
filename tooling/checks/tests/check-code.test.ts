import "@steptrace/test-utils";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { checkCode } from "../src/readme/check-code.js";
import { parseDocument } from "../src/readme/parse-document.js";
import { root } from "../src/workspace/root.js";

const check = (text: string) => checkCode(root, [parseDocument("docs/fixture.md", text)]);
const block = (fence: string, code: string) => `# Fixture\n\n\`\`\`${fence}\n${code}\n\`\`\`\n`;

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
  vi.stubEnv("REDIS_URL", inject("redisUrl"));
});

afterAll(() => {
  vi.unstubAllEnvs();
});

describe("checkCode", () => {
  it("accepts code that compiles, and runs what is marked, against real services", async () => {
    const code = `import postgres from "postgres";
const sql = postgres(process.env.DATABASE_URL ?? "");
const [row] = await sql<{ n: number }[]>\`SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'\`;
await sql.end();
if (row?.n !== 0 || !process.env.REDIS_URL) throw new Error("expected a database of its own, and a Redis");`;
    expect(await check(block("ts run", code))).toEqual([]);
  });

  it("names the line of the document for code that does not compile", async () => {
    const problems = await check(block("ts", `const a = 1;\nconst b: string = a;`));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path: "docs/fixture.md", line: 5 });
    expect(problems[0]?.found).toContain("not assignable");
  });

  it("checks JavaScript as well", async () => {
    expect(await check(block("js", `Math.floor("1");`))).toHaveLength(1);
  });

  it("leaves out what is marked no-check", async () => {
    expect(await check(block("ts no-check", "trace(skill: string): void"))).toEqual([]);
  });

  it("tells what a snippet said that failed", async () => {
    const [problem] = await check(block("js run", `throw new Error("broken promise");`));
    expect(problem).toMatchObject({ path: "docs/fixture.md", line: 4 });
    expect(problem?.found).toContain("broken promise");
  });
});

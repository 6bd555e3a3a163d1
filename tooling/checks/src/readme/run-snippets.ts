import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createDatabase, startServices } from "@steptrace/test-services";
import type { Problem } from "../problem.js";
import { runProgram } from "../run-program.js";
import type { CodeSnippet } from "./code-snippets.js";

const limit = 60_000;

/** Runs the compiled snippets that are marked `run`, each with a database of its own. */
export async function runSnippets(
  directory: string,
  snippets: readonly CodeSnippet[],
): Promise<readonly Problem[]> {
  const runnable = snippets.filter(({ runs }) => runs);
  if (runnable.length === 0) return [];
  const services = await startServices();
  const problems: Problem[] = [];
  try {
    for (const snippet of runnable) {
      const name = `steptrace_readme_${process.pid}_${randomBytes(4).toString("hex")}`;
      const database = await createDatabase(services.databaseUrl, name);
      const env = { DATABASE_URL: database.url, REDIS_URL: services.redisUrl };
      const file = join(directory, "out", snippet.fileName.replace(/\.ts$/, ".js"));
      const { succeeded, output } = await runProgram("node", [file], { cwd: directory, env, timeout: limit });
      await database.drop();
      if (!succeeded) problems.push(toProblem(snippet, output));
    }
  } finally {
    await services.stop();
  }
  return problems;
}

function toProblem({ path, line }: CodeSnippet, output: string): Problem {
  return {
    path,
    line,
    found: `the snippet failed when it was run:\n${output}`,
    expected: `it ends by itself within ${limit / 1000} s, with exit code 0, given DATABASE_URL and REDIS_URL`,
    fix: "correct it, or the code that it shows",
  };
}

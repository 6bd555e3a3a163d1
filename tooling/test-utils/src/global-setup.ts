import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServices } from "@steptrace/test-services";
import type { TestProject } from "vitest/node";
import { databasePrefix, runName, runStart } from "./database-name.js";
import { dropDatabases } from "./drop-databases.js";
import "./provided-context.js";

const day = 86_400_000;

/** Finds or starts the services once for the whole run, and tells the test files where they are. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await startServices();
  const now = new Date();
  const run = runName(now);
  const templates = await mkdtemp(join(tmpdir(), "steptrace-templates-"));
  const removeTemplates = () => rm(templates, { recursive: true, force: true, maxRetries: 5 });
  const dropAll = async () => {
    await dropDatabases(services.databaseUrl, (name) => name.startsWith(databasePrefix(run)));
    await removeTemplates();
  };
  // A run that was killed leaves its databases to a later one.
  await dropDatabases(
    services.databaseUrl,
    (name) => now.getTime() - (runStart(name) ?? now).getTime() > day,
  );
  project.provide("databaseUrl", services.databaseUrl);
  project.provide("redisUrl", services.redisUrl);
  project.provide("testRun", run);
  project.provide("templateDirectories", templates);
  // A template may hold what a migration made before it was edited.
  project.onTestsRerun(async () => {
    await dropAll();
    await mkdir(templates);
  });
  console.log(`Services: ${services.description}`);
  return async () => {
    try {
      await dropAll();
    } finally {
      await services.stop();
    }
  };
}

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findFolders } from "./find-folders.js";
import { startService } from "./start-service.js";
import { unusedPorts } from "./unused-ports.js";
import type { Workplace } from "./workplace.js";
import { writeBrokenConfigs, writeBrokenScripts } from "./write-broken-files.js";

const ROOT = resolve(import.meta.dirname, "../../../..");
const SKILLS = resolve(import.meta.dirname, "../skills");
const CONFIG_FILES = ["package.json", "biome.json", "turbo.json", "tsconfig.json", "tsconfig.base.json"];
const DEAD_SERVICES = 4;

/** Finds the repository, and makes what every machine lacks: broken files, and services that answer or do not. */
export async function openWorkplace(): Promise<Workplace> {
  const scratch = await mkdtemp(join(tmpdir(), "steptrace-demo-"));
  const configFiles = CONFIG_FILES.map((name) => join(ROOT, name));
  const [folders, scripts, brokenConfigs, brokenScripts, ports] = await Promise.all([
    findFolders(ROOT),
    findScripts(),
    writeBrokenConfigs(scratch, configFiles),
    writeBrokenScripts(scratch),
    unusedPorts(DEAD_SERVICES),
  ]);
  const service = await startService(configFiles);
  return {
    root: ROOT,
    folders,
    configFiles,
    scratch,
    brokenConfigs,
    scripts,
    brokenScripts,
    service: `${service.address}/configs`,
    silentService: `${service.address}/silence`,
    deadServices: ports.map((port) => `http://127.0.0.1:${port}/configs`),
    async [Symbol.asyncDispose]() {
      await service.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function findScripts(): Promise<readonly string[]> {
  const names = await readdir(SKILLS);
  return names.filter((name) => name.endsWith(".js")).map((name) => join(SKILLS, name));
}

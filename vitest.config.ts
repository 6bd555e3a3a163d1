import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = import.meta.dirname;
const CONDITIONS = ["module", "node", "development|production"];
/** Packages are tested with each other's sources. */
const fromSources = { resolve: { conditions: ["@steptrace/source", ...CONDITIONS] } };
/** What uses them is tested with them as they are built, which takes a third of the time to load. */
const asBuilt = { resolve: { conditions: CONDITIONS } };
const BUILT = /\/(packages|apps|tooling)\/[^/]+\/dist\//;

/** Every package of the workspace; a new one joins by itself. */
const packages = ["packages", "apps", "tooling"]
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((directory) => existsSync(join(root, directory, "package.json")));

function project(directory: string): TestProjectInlineConfiguration {
  const isPackage = directory.startsWith("packages/");
  return {
    root,
    ssr: isPackage ? fromSources : asBuilt,
    test: {
      name: directory,
      server: { deps: { external: [BUILT] } },
      include: [`${directory}/{src,tests}/**/*.test.ts`],
      ...ownSetup(directory),
      // What files of a package need is loaded once for all of them, for none leaves anything behind; but a project that does so begins
      // when the one before it has ended, and applications have long files to wait for.
      isolate: !isPackage,
      // How long a test takes, or a condition is waited for, says nothing: what comes late on a busy machine has come.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
      typecheck: {
        // Each project with this on runs the compiler once more.
        enabled: hasTypeTests(directory),
        include: [`${directory}/{src,tests}/**/*.test-d.ts`],
        tsconfig: join(root, "tsconfig.json"),
        ignoreSourceErrors: true,
      },
    },
  };
}

/** What a package's tests need beside the services. */
function ownSetup(directory: string): { readonly globalSetup?: string[] } {
  const file = join(root, directory, "tests/global-setup.ts");
  return existsSync(file) ? { globalSetup: [file] } : {};
}

function hasTypeTests(directory: string): boolean {
  return ["src", "tests"]
    .map((folder) => join(root, directory, folder))
    .filter((folder) => existsSync(folder))
    .some((folder) =>
      readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith(".test-d.ts")),
    );
}

export default defineConfig({
  ssr: fromSources,
  test: {
    projects: packages.map(project),
    globalSetup: ["@steptrace/test-utils/global-setup"],
    // Tests wait for services as long as they compute: four files at a time suit even a machine of two cores.
    maxWorkers: Math.max(4, availableParallelism()),
  },
});

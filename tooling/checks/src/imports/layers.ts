/**
 * The layers of packages/: which packages of ours each one may import. An arrow only points down. A package that is
 * not in this table may not be imported, nor import.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  "@steptrace/core": [],
  "@steptrace/terminal": ["@steptrace/core"],
  "@steptrace/redis-context": ["@steptrace/core"],
  "@steptrace/postgres-store": ["@steptrace/core"],
  "@steptrace/query": ["@steptrace/core", "@steptrace/postgres-store"],
  "@steptrace/operations": [
    "@steptrace/core",
    "@steptrace/redis-context",
    "@steptrace/postgres-store",
    "@steptrace/query",
  ],
  "@steptrace/server": [
    "@steptrace/core",
    "@steptrace/redis-context",
    "@steptrace/postgres-store",
    "@steptrace/query",
    "@steptrace/operations",
  ],
};

/** The package without I/O, and the modules of Node.js that it may use: for the current trace, and for a pure function, `hash`. */
export const pure = { name: "@steptrace/core", builtins: ["node:async_hooks", "node:crypto"] } as const;

/**
 * The app whose sources are bundled into files when it is built: what they import is in those, and need not be installed with it.
 * Its entry is the one module that is run as it stands, and tells the other apps where the files are.
 */
export const bundled = { name: "@steptrace/dashboard", entry: "apps/dashboard/src/index.ts" } as const;

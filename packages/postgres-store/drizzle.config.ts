import { defineConfig } from "drizzle-kit";

// Used by `pnpm drizzle-kit generate --custom --name=<verb>` alone: the package applies its migrations itself.
export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./src/schema/execution-traces.ts",
    "./src/schema/failure-signatures.ts",
    "./src/schema/trace-statistics.ts",
    "./src/schema/search-texts.ts",
  ],
  out: "./migrations",
});

// Run by Node alone, in the time zone of its environment: prints the zone's offset, then what the scenario comes to.
import { createViteServer } from "vitest/node";

const server = await createViteServer({
  configFile: false,
  root: import.meta.dirname,
  logLevel: "silent",
  server: { middlewareMode: true, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
});
const { scenario } = await server.ssrLoadModule("/scenario.ts");
const offset = new Date("2025-07-01T00:00:00Z").getTimezoneOffset();
process.stdout.write(`${offset}\n${JSON.stringify(await scenario(), undefined, 1)}`);
await server.close();

// Reads a trace from a directory, and prints why that failed.
import { TraceStorage } from "@steptrace/postgres-store";

const [directory] = process.argv.slice(2);
await new TraceStorage({ directory }).getTrace("some-id").catch(({ code, reason, message }) => {
  process.stdout.write(JSON.stringify({ code, reason, message }));
});

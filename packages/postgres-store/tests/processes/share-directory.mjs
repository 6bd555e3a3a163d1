// Opens the embedded store in a directory, shares it, says so, and closes it when its standard input ends.
import { once } from "node:events";
import { TraceStorage } from "@steptrace/postgres-store";

const storage = new TraceStorage({ directory: process.argv[2], share: true });
await storage.getTrace("x");
process.stdout.write("open\n");
process.stdin.resume();
await once(process.stdin, "end");
await storage.close();
process.stdout.write("closed\n");

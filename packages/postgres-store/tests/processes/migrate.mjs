// Migrates the database of the first argument, and prints what it did.
import { migrate } from "@steptrace/postgres-store";

process.stdout.write(JSON.stringify(await migrate(process.argv[2])));

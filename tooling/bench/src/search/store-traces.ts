import { migrate, TraceStorage } from "@steptrace/postgres-store";
import postgres from "postgres";
import { settle } from "../settle.js";
import { traceAt } from "./traces.js";

/** Callers at a time: as many as a batch of the storage takes. */
const CALLERS = 1000;

/** Stores so many traces of a year, as a program stores them. The database has to be empty. */
export async function storeTraces(databaseUrl: string, count: number, now: number): Promise<void> {
  const started = performance.now();
  await migrate(databaseUrl);
  await using storage = new TraceStorage(databaseUrl);
  let next = 0;
  const storeSome = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const { trace, status, errorMessage } = traceAt(index, count, now);
      await storage.finalizeTrace(trace, status, errorMessage === undefined ? {} : { errorMessage });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, storeSome));
  const sql = postgres(databaseUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  await settle(sql);
  await sql.end();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${count.toLocaleString("en")} traces of ten steps stored in twelve months, in ${seconds} s`);
}

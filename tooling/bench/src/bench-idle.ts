import { setTimeout as sleep } from "node:timers/promises";
import { ExecutionTracer } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { RedisStepJournal, RedisTraceContext, RedisTraceEvents } from "@steptrace/redis-context";
import { createServer, listen } from "@steptrace/server";
import { startProxy, type TcpProxy, withServices } from "@steptrace/test-services";
import { type Figure, report } from "./report.js";

const SECONDS = 60;
/** Longer than PostgreSQL's connections stay open that nobody uses. */
const SETTLE_MS = 12_000;
const MS_PER_SECOND = 1000;

/** What a process says to its services while no trace runs and nobody watches, everything open, after both; in so many seconds. */
export async function benchIdle(seconds: number = SECONDS): Promise<void> {
  await withServices(async ({ databaseUrl, redisUrl }) => {
    await migrate(databaseUrl);
    await using toPostgres = await proxyTo(databaseUrl, 5432);
    await using toRedis = await proxyTo(redisUrl, 6379);
    await using storage = new TraceStorage(toPostgres.urlOf(databaseUrl));
    await using journal = new RedisStepJournal(toRedis.urlOf(redisUrl));
    await using context = new RedisTraceContext(toRedis.urlOf(redisUrl));
    await using events = new RedisTraceEvents(toRedis.urlOf(redisUrl));
    const tracer = new ExecutionTracer({ storage, journal, context, events });
    const query = new TraceQuery(storage);
    const server = createServer({ query, storage, journal, events: { source: "redis", events } });
    const { url, close } = await listen(server, { port: 0 });
    await tracer.trace("idle", { executionId: "before" }, (trace) => trace.step("work", () => {}));
    await visit(url);
    await sleep(SETTLE_MS);
    const [postgres, redis] = [sentTo(toPostgres), sentTo(toRedis)];
    await sleep(seconds * MS_PER_SECOND);
    report(`idle for ${seconds} s`, [
      figure("bytes to PostgreSQL", sentTo(toPostgres) - postgres),
      figure("bytes to Redis", sentTo(toRedis) - redis),
    ]);
    await close();
  });
}

/** Looks at the list, and watches for a moment. */
async function visit(url: string): Promise<void> {
  await (await fetch(`${url}api/v1/traces`)).json();
  const watching = await fetch(`${url}api/v1/events`);
  await watching.body?.cancel();
}

function proxyTo(url: string, defaultPort: number): Promise<TcpProxy> {
  const { hostname, port } = new URL(url);
  return startProxy({ target: { host: hostname, port: Number(port || defaultPort) } });
}

function sentTo(proxy: TcpProxy): number {
  return proxy.traffic("toServer").passedBytes;
}

function figure(what: string, bytes: number): Figure {
  return { what, ours: "", theirs: "", measured: `${bytes}`, target: "0", isMet: bytes === 0 };
}

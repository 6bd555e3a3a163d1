import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { startProxy } from "@steptrace/test-services";
import type { Receiver } from "./receiver.js";

const HOST = "127.0.0.1";
const PAUSE_MS = 25;

/** As much of OTLP's `ExportTraceServiceRequest` as is counted here. */
interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly { readonly name: string }[] }[];
  }[];
}

/** A collector that takes spans by OTLP over HTTP, counts them as it has read them, and then answers 200. */
export async function openCollector(answerAfterMs: number): Promise<Receiver> {
  const names: string[] = [];
  const collector = createServer(async (request, response) => {
    try {
      names.push(...(await spanNames(request)));
    } catch {
      // The process was killed in the middle of a request.
      response.destroy();
      return;
    }
    await sleep(answerAfterMs);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  collector.listen(0, HOST);
  await once(collector, "listening");
  const proxy = await startProxy({ target: { host: HOST, port: (collector.address() as AddressInfo).port } });
  return {
    addresses: { openTelemetryUrl: proxy.urlOf("http://collector/v1/traces") },
    async goDown() {
      proxy.refuse();
      proxy.cut();
    },
    comeBack: () => proxy.heal(),
    async arrived() {
      // What the process has sent is read before its connections end.
      while (proxy.connections > 0) await sleep(PAUSE_MS);
      return { names, recovered: 0 };
    },
    async [Symbol.asyncDispose]() {
      await proxy.close();
      collector.closeAllConnections();
      collector.close();
    },
  };
}

async function spanNames(request: IncomingMessage): Promise<readonly string[]> {
  const { resourceSpans } = (await json(request)) as ExportRequest;
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => name)),
  );
}

import { privateRedis, selfSignedCertificate } from "@steptrace/test-utils";
import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { faultOf } from "./support/fault-of.js";
import { openContext } from "./support/open-context.js";
import { tlsServer } from "./support/tls-server.js";

describe("a Redis behind TLS", () => {
  it("is used by a client that trusts its certificate", async () => {
    const { port } = await tlsServer((await privateRedis()).port);
    const tls = { ca: selfSignedCertificate.cert, checkServerIdentity: () => undefined };
    const client = new Redis(port, "127.0.0.1", { tls });
    onTestFinished(() => client.disconnect());
    const context = openContext(client);
    await context.setTraceId("exec-123", "trace");
    expect(await context.getTraceId("exec-123")).toBe("trace");
  });

  it("is refused by its URL where nobody vouches for its certificate", async () => {
    const { port } = await tlsServer((await privateRedis()).port);
    const context = openContext(`rediss://127.0.0.1:${port}`, { commandTimeoutMs: 1000 });
    expect((await faultOf(context.setTraceId("exec-123", "trace"))).message).toMatch(
      /self-signed certificate.*NODE_EXTRA_CA_CERTS/s,
    );
  });

  it("fails within the time limit where the URL asks for TLS of a server that has none, and the other way round", async () => {
    const { port } = await privateRedis();
    const tls = await tlsServer(port);
    const options = { commandTimeoutMs: 1000 };
    await faultOf(openContext(`rediss://127.0.0.1:${port}`, options).setTraceId("exec-123", "trace"));
    await faultOf(openContext(`redis://127.0.0.1:${tls.port}`, options).setTraceId("exec-123", "trace"));
  });
});

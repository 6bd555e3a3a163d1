import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { startProxy, type TcpProxy } from "../src/index.js";

const HOUR_MS = 3_600_000;
const PATIENCE = { timeout: 10_000, interval: 5 };
const PROGRAM = fileURLToPath(new URL("processes/close-proxy.mjs", import.meta.url));

/** One end of a connection, and all that it has heard. */
interface End {
  readonly socket: Socket;
  /** What was received, in the parts in which it was read. */
  readonly parts: Buffer[];
  /** How the other end left: nothing yet, in order ("end"), or by an error of that code. */
  ending(): string | undefined;
}

function listenTo(socket: Socket): End {
  const parts: Buffer[] = [];
  let ending: string | undefined;
  socket.on("data", (bytes) => parts.push(bytes));
  socket.on("end", () => {
    ending ??= "end";
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    ending = error.code;
  });
  return { socket, parts, ending: () => ending };
}

function heard({ parts }: End): string {
  return Buffer.concat(parts).toString();
}

/** A server that collects its connections, and a proxy in front of it. */
async function startBoth() {
  const accepted: End[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => accepted.push(listenTo(socket)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy = await startProxy({
    target: { host: "127.0.0.1", port: (server.address() as AddressInfo).port },
  });
  onTestFinished(async () => {
    await proxy.close();
    for (const { socket } of accepted) socket.destroy();
    server.close();
  });
  return { proxy, accepted };
}

function dial({ host, port }: TcpProxy): End {
  const client = listenTo(connect({ host, port, allowHalfOpen: true }));
  onTestFinished(() => {
    client.socket.destroy();
  });
  return client;
}

/** A connection by way of a proxy, seen from both of its ends. */
async function startConnected() {
  const { proxy, accepted } = await startBoth();
  return { proxy, ...(await another(proxy, accepted)) };
}

async function another(proxy: TcpProxy, accepted: readonly End[]) {
  const before = accepted.length;
  const client = dial(proxy);
  await expect.poll(() => accepted.length, PATIENCE).toBe(before + 1);
  return { client, server: accepted[before] as End, accepted };
}

describe("startProxy", () => {
  it("forwards both ways, and the end of each way by itself", async () => {
    const { proxy, client, server } = await startConnected();
    client.socket.end("question");
    await expect.poll(() => server.ending(), PATIENCE).toBe("end");
    expect(heard(server)).toBe("question");
    server.socket.end("answer");
    await expect.poll(() => client.ending(), PATIENCE).toBe("end");
    expect(heard(client)).toBe("answer");
    await expect.poll(() => proxy.connections, PATIENCE).toBe(0);
    expect(proxy.traffic("toServer")).toEqual({ passedBytes: 8, heldBytes: 0, swallowedBytes: 0 });
  });

  it("forwards a lot to one who is slow to read, and has the sender wait", async () => {
    const { proxy, client, server } = await startConnected();
    proxy.split(50_000);
    proxy.delay(1);
    const sent = Buffer.alloc(40 * 1024 * 1024, "0123456789abcdefg");
    server.socket.pause();
    client.socket.end(sent);
    let heldBytes = 0;
    const isAtRest = () => {
      const before = heldBytes;
      heldBytes = proxy.traffic("toServer").heldBytes;
      return heldBytes > 0 && heldBytes === before;
    };
    await expect.poll(isAtRest, { ...PATIENCE, interval: 50 }).toBe(true);
    expect(client.socket.writableLength).toBeGreaterThan(0);
    server.socket.resume();
    await expect.poll(() => server.ending(), PATIENCE).toBe("end");
    expect(Buffer.concat(server.parts).equals(sent)).toBe(true);
  });

  it("tells one end that the other was reset", async () => {
    const { client, server } = await startConnected();
    client.socket.resetAndDestroy();
    await expect.poll(() => server.ending(), PATIENCE).toBe("ECONNRESET");
  });

  it("resets a connection whose server cannot be reached", async () => {
    const { proxy: gone } = await startBoth();
    await gone.close();
    const proxy = await startProxy({ target: gone });
    onTestFinished(() => proxy.close());
    const client = dial(proxy);
    await expect.poll(() => client.ending(), PATIENCE).toBe("ECONNRESET");
  });

  it("makes URLs that lead by way of it", async () => {
    const { proxy } = await startBoth();
    expect(proxy.urlOf("postgres://app:secret@db.example:5432/app?sslmode=disable")).toBe(
      `postgres://app:secret@127.0.0.1:${proxy.port}/app?sslmode=disable`,
    );
  });
});

describe("delay", () => {
  it("holds back one direction, and lets go of everything in its order when healed", async () => {
    const { proxy, client, server } = await startConnected();
    proxy.delay(HOUR_MS, { direction: "toServer" });
    client.socket.write("first, ");
    await expect.poll(() => proxy.traffic("toServer").heldBytes, PATIENCE).toBe(7);
    proxy.delay(0, { direction: "toServer" });
    client.socket.write("second");
    await expect.poll(() => proxy.traffic("toServer").heldBytes, PATIENCE).toBe(13);
    server.socket.write("at once");
    await expect.poll(() => heard(client), PATIENCE).toBe("at once");
    expect(heard(server)).toBe("");
    await proxy.heal();
    await expect.poll(() => heard(server), PATIENCE).toBe("first, second");
  });

  it("lets each byte go when its own time is over", async () => {
    const { proxy, client, server } = await startConnected();
    proxy.delay(50);
    const sent = performance.now();
    client.socket.write("late");
    await once(server.socket, "data");
    expect(performance.now() - sent).toBeGreaterThanOrEqual(50);
    expect(heard(server)).toBe("late");
  });
});

describe("split", () => {
  it("lets bytes go in pieces that arrive one by one", async () => {
    const { proxy, client, server } = await startConnected();
    proxy.split(1, { direction: "toServer" });
    const text = "SELECT 'whatever the pieces, the text is whole'";
    client.socket.write(text);
    await expect.poll(() => heard(server), PATIENCE).toBe(text);
    expect(server.parts.length).toBeGreaterThan(1);
    expect(proxy.traffic("toServer").passedBytes).toBe(text.length);
  });
});

describe("swallow", () => {
  it("loses one direction without a word, and leaves the connection open", async () => {
    const { proxy, client, server } = await startConnected();
    proxy.swallow({ direction: "toServer" });
    client.socket.write("lost");
    await expect.poll(() => proxy.traffic("toServer").swallowedBytes, PATIENCE).toBe(4);
    server.socket.write("still here");
    await expect.poll(() => heard(client), PATIENCE).toBe("still here");
    expect(heard(server)).toBe("");
    expect([client.ending(), server.ending()]).toEqual([undefined, undefined]);
  });

  it("loses what was held back", async () => {
    const { proxy, client } = await startConnected();
    proxy.delay(HOUR_MS);
    client.socket.write("under way");
    await expect.poll(() => proxy.traffic("toServer").heldBytes, PATIENCE).toBe(9);
    proxy.swallow();
    expect(proxy.traffic("toServer")).toEqual({ passedBytes: 0, heldBytes: 0, swallowedBytes: 9 });
  });

  it.each(["end", "resetAndDestroy"] as const)(
    "keeps from the server that its client has gone (%s), until healed",
    async (leave) => {
      const { proxy, client, server, accepted } = await startConnected();
      proxy.swallow();
      client.socket[leave]();
      // A later connection, through which what was before it has gone.
      const later = await another(proxy, accepted);
      later.client.socket.write("x");
      await expect.poll(() => proxy.traffic("toServer").swallowedBytes, PATIENCE).toBe(1);
      expect(server.ending()).toBeUndefined();
      await proxy.heal();
      await expect.poll(() => server.ending(), PATIENCE).toBe("ECONNRESET");
    },
  );

  it("is healed: a connection that lost something is reset, one that lost nothing goes on", async () => {
    const { proxy, client: unlucky, accepted } = await startConnected();
    const { client, server } = await another(proxy, accepted);
    proxy.swallow();
    unlucky.socket.write("lost");
    await expect.poll(() => proxy.traffic("toServer").swallowedBytes, PATIENCE).toBe(4);
    await proxy.heal();
    await expect.poll(() => unlucky.ending(), PATIENCE).toBe("ECONNRESET");
    client.socket.write("safe");
    await expect.poll(() => heard(server), PATIENCE).toBe("safe");
  });
});

describe("cut", () => {
  it.each([
    ["reset", "ECONNRESET"],
    ["end", "end"],
  ] as const)("ends all connections on both sides (%s), and takes new ones", async (ending, heardOf) => {
    const first = await startConnected();
    const second = await another(first.proxy, first.accepted);
    first.proxy.cut(ending);
    for (const end of [first.client, first.server, second.client, second.server])
      await expect.poll(() => end.ending(), PATIENCE).toBe(heardOf);
    const { client, server } = await another(first.proxy, first.accepted);
    client.socket.write("again");
    await expect.poll(() => heard(server), PATIENCE).toBe("again");
  });
});

describe("cutAfter", () => {
  it.each([
    ["reset", "ECONNRESET"],
    ["end", "end"],
  ] as const)("lets exactly so many bytes of each connection arrive (%s)", async (ending, heardOf) => {
    const first = await startConnected();
    first.client.socket.write("before ");
    await expect.poll(() => heard(first.server), PATIENCE).toBe("before ");
    first.proxy.cutAfter(6, { direction: "toServer", ending });
    const second = await another(first.proxy, first.accepted);
    first.server.socket.write("any number of bytes the other way");
    await expect.poll(() => heard(first.client), PATIENCE).toContain("other way");
    first.client.socket.write("INSERT INTO");
    second.client.socket.write("INSERT");
    for (const { client, server } of [first, second]) {
      await expect.poll(() => client.ending(), PATIENCE).toBe(heardOf);
      await expect.poll(() => server.ending(), PATIENCE).toBe(heardOf);
    }
    expect(heard(first.server)).toBe("before INSERT");
    expect(heard(second.server)).toBe("INSERT");
  });

  it("cuts an answer, too", async () => {
    const { proxy, client, server } = await startConnected();
    proxy.cutAfter(3, { direction: "toClient" });
    server.socket.write("COMMIT");
    await expect.poll(() => client.ending(), PATIENCE).toBe("ECONNRESET");
    expect(heard(client)).toBe("COM");
  });
});

describe("refuse", () => {
  it("refuses new connections, leaves those that are open, and is healed on the same port", async () => {
    const { proxy, client, server, accepted } = await startConnected();
    const { port } = proxy;
    proxy.refuse();
    const refused = dial(proxy);
    await expect.poll(() => refused.ending(), PATIENCE).toBe("ECONNREFUSED");
    client.socket.write("still here");
    await expect.poll(() => heard(server), PATIENCE).toBe("still here");
    await proxy.heal();
    expect(proxy.port).toBe(port);
    await another(proxy, accepted);
  });
});

describe("close", () => {
  it("ends every connection, whatever is held back, and refuses new ones", async () => {
    const { proxy, client, server } = await startConnected();
    proxy.delay(HOUR_MS);
    client.socket.write("never arrives");
    await expect.poll(() => proxy.traffic("toServer").heldBytes, PATIENCE).toBe(13);
    await proxy.close();
    await proxy.close();
    expect(proxy.connections).toBe(0);
    await expect.poll(() => [client.ending(), server.ending()], PATIENCE).not.toContain(undefined);
    const refused = dial(proxy);
    await expect.poll(() => refused.ending(), PATIENCE).toBe("ECONNREFUSED");
    expect(heard(server)).toBe("");
  });

  it("leaves nothing that would keep a process running", async () => {
    const child = spawn(process.execPath, [PROGRAM], { stdio: "inherit" });
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});

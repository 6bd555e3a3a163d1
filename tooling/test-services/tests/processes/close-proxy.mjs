// Closes a proxy that holds back bytes for an hour, and then has nothing left to do.
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { startProxy } from "@steptrace/test-services";

const server = createServer().listen(0, "127.0.0.1");
await once(server, "listening");
const proxy = await startProxy({ target: { host: "127.0.0.1", port: server.address().port } });
proxy.delay(3_600_000);
const client = connect(proxy.port, proxy.host);
client.on("error", () => {});
client.write("held back");
while (proxy.traffic("toServer").heldBytes === 0) await turn();
await proxy.close();
client.destroy();
server.close();

import type { Socket } from "node:net";
import type { Direction, Ending, Faults } from "./faults.js";
import { OneWay, type Traffic } from "./one-way.js";

/** One connection by way of a proxy: two sockets, and a direction each between them. */
export class ProxiedConnection {
  /** Resolves when both sockets are closed. */
  readonly closed: Promise<unknown>;
  readonly #sockets: readonly [Socket, Socket];
  readonly #ways: Readonly<Record<Direction, OneWay>>;

  /** @param client @param server two sockets that may be half open */
  constructor(client: Socket, server: Socket, faults: (direction: Direction) => Faults) {
    const cut = (ending: Ending): void => this.cut(ending);
    this.#sockets = [client, server];
    this.#ways = {
      toServer: new OneWay(client, server, () => faults("toServer"), cut),
      toClient: new OneWay(server, client, () => faults("toClient"), cut),
    };
    this.#watch(client, server, this.#ways.toServer);
    this.#watch(server, client, this.#ways.toClient);
    this.closed = Promise.all(this.#sockets.map(untilClosed));
  }

  traffic(direction: Direction): Traffic {
    return this.#ways[direction].traffic;
  }

  swallowHeld(direction: Direction): void {
    this.#ways[direction].swallowHeld();
  }

  /** Goes on without faults; where something was lost, there is nothing to go on with. */
  heal(): void {
    const { toServer, toClient } = this.#ways;
    if (toServer.hasLost || toClient.hasLost) this.cut("reset");
    toServer.release();
    toClient.release();
  }

  /** Ends both sides now; what is held back is gone. */
  cut(ending: Ending): void {
    this.#stop();
    for (const socket of this.#sockets) {
      if (ending === "reset") socket.resetAndDestroy();
      else socket.end();
    }
  }

  /** Ends both sides without waiting for anybody. */
  destroy(): void {
    this.#stop();
    for (const socket of this.#sockets) socket.destroy();
  }

  #watch(from: Socket, to: Socket, way: OneWay): void {
    from.setNoDelay(true);
    // What ends it is told by "close".
    from.on("error", () => {});
    from.on("close", (hadError) => {
      if (!hadError || !way.passReset()) return;
      this.#stop();
      to.resetAndDestroy();
    });
  }

  #stop(): void {
    this.#ways.toServer.stop();
    this.#ways.toClient.stop();
  }
}

function untilClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { waitUntil } from "../process/wait-until.js";
import { type Direction, type Ending, type Faults, NO_FAULTS } from "./faults.js";
import type { Traffic } from "./one-way.js";
import { ProxiedConnection } from "./proxied-connection.js";

/** Where a proxy leads. */
export interface ProxyTarget {
  readonly host: string;
  readonly port: number;
}

export interface DirectionOptions {
  /** @default both */
  readonly direction?: Direction;
}

export interface CutOptions extends DirectionOptions {
  /** @default "reset" */
  readonly ending?: Ending;
}

const HOST = "127.0.0.1";
const DIRECTIONS = ["toServer", "toClient"] as const;
const NO_TRAFFIC: Traffic = { passedBytes: 0, heldBytes: 0, swallowedBytes: 0 };

/** The network between a client and a server, where networks fail. Made by `startProxy`. */
export class TcpProxy implements ProxyTarget, AsyncDisposable {
  readonly host: string = HOST;
  readonly #target: ProxyTarget;
  readonly #faults: Record<Direction, Faults> = { toServer: NO_FAULTS, toClient: NO_FAULTS };
  readonly #connections = new Set<ProxiedConnection>();
  readonly #past: Record<Direction, Traffic> = { toServer: NO_TRAFFIC, toClient: NO_TRAFFIC };
  #listener: Server | undefined;
  #port = 0;

  private constructor(target: ProxyTarget) {
    this.#target = target;
  }

  static async start(target: ProxyTarget): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await proxy.#listen();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** How many connections are open, on one side at least. */
  get connections(): number {
    return this.#connections.size;
  }

  /** The URL of the server with the proxy's address in place of its own. */
  urlOf(serverUrl: string): string {
    const url = new URL(serverUrl);
    url.hostname = this.host;
    url.port = String(this.port);
    return url.href;
  }

  /** What happened to the bytes of one direction, of all connections since the start. */
  traffic(direction: Direction): Traffic {
    return [...this.#connections].reduce(
      (sum, connection) => addTraffic(sum, connection.traffic(direction)),
      this.#past[direction],
    );
  }

  /** Holds back what comes from now on for so many milliseconds; its order stays. */
  delay(milliseconds: number, { direction }: DirectionOptions = {}): void {
    this.#set(direction, { delayMs: milliseconds });
  }

  /** Lets what comes from now on leave in pieces of at most so many bytes, each in a turn of the event loop of its own. */
  split(pieceBytes: number, { direction }: DirectionOptions = {}): void {
    this.#set(direction, { pieceBytes });
  }

  /**
   * Swallows everything from now on, and what is held back: connections stay open, also where one end closes its own, and
   * nothing arrives any more.
   */
  swallow({ direction }: DirectionOptions = {}): void {
    this.#set(direction, { isSilent: true });
    for (const way of directionsOf(direction))
      for (const connection of this.#connections) connection.swallowHeld(way);
  }

  /** Cuts all connections now, on both sides. */
  cut(ending: Ending = "reset"): void {
    for (const connection of this.#connections) connection.cut(ending);
  }

  /**
   * Cuts each connection, of now and of later, on both sides when so many more bytes have gone through it in a direction;
   * exactly those arrive.
   */
  cutAfter(bytes: number, { direction, ending = "reset" }: CutOptions = {}): void {
    for (const way of directionsOf(direction)) this.#set(way, { cut: { bytes, ending } });
  }

  /** Refuses new connections, as a port does on which nobody listens; those that are open go on. */
  refuse(): void {
    this.#listener?.close();
    this.#listener = undefined;
  }

  /**
   * Takes all faults back: what is held back goes on at once, new connections are taken again. A connection of which
   * something was swallowed is reset: neither end would understand what follows.
   *
   * @throws when the port was taken by somebody else after `refuse`
   */
  async heal(): Promise<void> {
    this.#set(undefined, NO_FAULTS);
    for (const connection of this.#connections) connection.heal();
    if (this.#listener === undefined)
      await waitUntil(`port ${this.#port} to be free again`, () => this.#listen());
  }

  /** Ends the proxy and every connection by way of it; again, it does nothing. */
  async close(): Promise<void> {
    this.refuse();
    const connections = [...this.#connections];
    for (const connection of connections) connection.destroy();
    await Promise.all(connections.map(({ closed }) => closed));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Takes connections, on a free port the first time. */
  async #listen(): Promise<void> {
    const listener = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
    listener.listen(this.#port, HOST);
    await once(listener, "listening");
    this.#port = (listener.address() as AddressInfo).port;
    this.#listener = listener;
  }

  #accept(client: Socket): void {
    const { host, port } = this.#target;
    const server = connect({ host, port, allowHalfOpen: true });
    const connection = new ProxiedConnection(client, server, (direction) => this.#faults[direction]);
    this.#connections.add(connection);
    void connection.closed.then(() => this.#forget(connection));
  }

  #forget(connection: ProxiedConnection): void {
    this.#connections.delete(connection);
    for (const way of DIRECTIONS) this.#past[way] = addTraffic(this.#past[way], connection.traffic(way));
  }

  #set(direction: Direction | undefined, faults: Partial<Faults>): void {
    for (const way of directionsOf(direction)) this.#faults[way] = { ...this.#faults[way], ...faults };
  }
}

function directionsOf(direction: Direction | undefined): readonly Direction[] {
  return direction === undefined ? DIRECTIONS : [direction];
}

function addTraffic(a: Traffic, b: Traffic): Traffic {
  return {
    passedBytes: a.passedBytes + b.passedBytes,
    heldBytes: a.heldBytes + b.heldBytes,
    swallowedBytes: a.swallowedBytes + b.swallowedBytes,
  };
}

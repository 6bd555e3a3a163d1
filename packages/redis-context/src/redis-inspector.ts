import { ContextError, requireRecord } from "@steptrace/core";
import type { Cluster, Redis } from "ioredis";
import { addressOf } from "./connection/address-of.js";
import { RedisConnection } from "./connection/redis-connection.js";
import { serverTime } from "./connection/server-time.js";
import { type RedisStepJournalOptions, resolveJournalOptions } from "./journal/resolve-journal-options.js";
import { journalKeys } from "./keys.js";
import { masterNodes } from "./scan/master-nodes.js";

/** A server that holds keys: the one there is, or one of a cluster. */
export interface RedisNode {
  /** `host:port`; never user or password. */
  readonly address: string;
  /** What INFO says, as it stands. @throws {ContextError} */
  info(): Promise<string>;
  /** What CLUSTER INFO says, as it stands. @throws {ContextError} */
  clusterInfo(): Promise<string>;
  /** A setting, as CONFIG GET says it; `undefined` where there is none of that name. @throws {ContextError} */
  setting(name: string): Promise<string | undefined>;
}

/**
 * Reads what a Redis says of itself, for a doctor; changes nothing. Every method rejects with `ContextError` when Redis
 * cannot be reached, refuses, or does not answer within `commandTimeoutMs`.
 */
export class RedisInspector implements AsyncDisposable {
  readonly #connection: RedisConnection;
  readonly #prefix: string;

  /**
   * @param redis a URL, or a `Redis` or `Cluster` of ioredis, which stays its owner's
   * @param options those of the journal whose memory is to be measured
   * @throws {InvalidArgumentError} for a malformed URL and for an option out of its range
   */
  constructor(redis: string | Redis | Cluster, options: RedisStepJournalOptions = {}) {
    const { keyPrefix, commandTimeoutMs } = resolveJournalOptions(requireRecord("options", options));
    this.#prefix = keyPrefix;
    this.#connection = new RedisConnection(redis, commandTimeoutMs, ContextError);
  }

  /** Where it is, for messages; never user or password. */
  get address(): string {
    return addressOf(this.#connection.client);
  }

  /** Whether the client is one of a cluster. */
  get isCluster(): boolean {
    return this.#connection.client.isCluster;
  }

  /** Milliseconds until it answers. */
  async ping(): Promise<number> {
    await this.#connection.run("run PING", (client) => client.ping());
    const asked = performance.now();
    await this.#connection.run("run PING", (client) => client.ping());
    return performance.now() - asked;
  }

  /** Milliseconds since 1970, by Redis's own clock. */
  now(): Promise<number> {
    return this.#connection.run("read the time", serverTime);
  }

  /** The servers that hold keys. */
  async nodes(): Promise<readonly RedisNode[]> {
    const nodes = await this.#connection.run("find the nodes", async (client) => masterNodes(client));
    return nodes.map((node) => this.#nodeOf(node));
  }

  /** Bytes that the journals of traces take. */
  async journalBytes(traceIds: readonly string[]): Promise<number> {
    const keys = traceIds.flatMap((traceId) => {
      const { open, closed } = journalKeys(this.#prefix, traceId);
      return [open, closed];
    });
    const sizes = await this.#connection.run("measure journals", (client) =>
      Promise.all(keys.map((key) => client.memory("USAGE", key))),
    );
    return sizes.reduce<number>((sum, size) => sum + Number(size ?? 0), 0);
  }

  /** Closes the connection if it was opened here. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #nodeOf(node: Redis): RedisNode {
    return {
      address: addressOf(node),
      info: () => this.#connection.run("read INFO", () => node.info()),
      clusterInfo: () =>
        this.#connection.run("read CLUSTER INFO", async () => String(await node.cluster("INFO"))),
      setting: (name) =>
        this.#connection.run("read the settings", async () => {
          const answer = (await node.config("GET", name)) as readonly string[];
          return answer[1];
        }),
    };
  }
}

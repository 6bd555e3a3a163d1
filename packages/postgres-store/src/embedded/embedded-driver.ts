import { resolve } from "node:path";
import { InvalidArgumentError, StorageError } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { DrizzleDatabase, EmbeddedConfig } from "../database/database-config.js";
import type { Driver } from "../database/driver.js";
import type { TimeLimit } from "../database/time-limit.js";
import { lockDirectory } from "./directory-lock.js";
import type { EmbeddedStore } from "./embedded-store.js";
import { isNobody, joinStore } from "./join-store.js";
import { loadPglite } from "./load-pglite.js";
import { otherStore } from "./other-store.js";
import { OwnStore } from "./own-store.js";
import { storeSocket } from "./store-socket.js";

const DEFAULT_WAIT_MS = 10_000;

const dialect = new PgDialect();

/**
 * The embedded store: PGlite in a directory, taken for this process at the first use, given back at the closing. While another process
 * has it and shares it, it is used through that one. It survives the death of its process; it does not promise to survive a power
 * cut (PGlite does not fsync).
 */
export class EmbeddedDriver implements Driver {
  readonly target: string;
  readonly isShared = false;
  readonly #waitMs: number;
  readonly #share: boolean;
  readonly #prepare: (db: DrizzleDatabase) => Promise<void>;
  #opening: Promise<EmbeddedStore> | undefined;

  /**
   * @param prepare brings a store that was just opened up to date
   * @throws {InvalidArgumentError} for a time to wait that is none
   */
  constructor(
    { directory, waitMs = DEFAULT_WAIT_MS, share = false }: EmbeddedConfig,
    prepare: (db: DrizzleDatabase) => Promise<void>,
  ) {
    if (!(typeof waitMs === "number" && waitMs >= 0)) {
      throw new InvalidArgumentError("database config.waitMs", "a number of milliseconds, 0 or more", waitMs);
    }
    this.target = resolve(directory);
    this.#waitMs = waitMs;
    this.#share = share;
    this.#prepare = prepare;
  }

  async open(): Promise<void> {
    await this.#store();
  }

  async execute(statement: SQL, limit: TimeLimit): Promise<unknown> {
    const { sql, params } = dialect.sqlToQuery(statement);
    const opening = this.#opening;
    try {
      return await limit((await this.#store()).query(sql, params));
    } catch (error) {
      if (!isNobody(error)) throw error;
    }
    // The process that had the store has given it back meanwhile.
    if (this.#opening === opening) this.#opening = undefined;
    return limit((await this.#store()).query(sql, params));
  }

  async session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    return run((await this.#store()).session);
  }

  async close(): Promise<void> {
    // One that failed to open left nothing to close.
    const store = await this.#opening?.catch(() => undefined);
    await store?.close();
  }

  async #store(): Promise<EmbeddedStore> {
    const opening = this.#opening ?? this.#openStore();
    this.#opening = opening;
    try {
      return await opening;
    } catch (error) {
      // The next use tries again: whoever held the directory may be gone by then.
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }

  async #openStore(): Promise<EmbeddedStore> {
    const directory = this.target;
    const modules = await loadPglite();
    const socket = storeSocket(directory);
    const joinHolder = async () => (socket === undefined ? undefined : joinStore(socket, this.#waitMs));
    const taken = await lockDirectory(directory, this.#waitMs, joinHolder).catch(explainDirectory(directory));
    if (typeof taken !== "function") return this.#prepared(otherStore(taken));
    const shared = this.#share ? socket : undefined;
    const options = { directory, modules, unlock: taken, prepare: this.#prepare, socket: shared };
    return OwnStore.open(options).catch(async (error: unknown) => {
      await taken();
      throw error;
    });
  }

  async #prepared(store: EmbeddedStore): Promise<EmbeddedStore> {
    await this.#prepare(store.session).catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
    return store;
  }
}

/** What the file system says of a path that is none to write to. */
function explainDirectory(directory: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error) || !("syscall" in error)) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    const isForbidden = ["EACCES", "EPERM", "EROFS"].includes(code);
    throw new StorageError(
      `The embedded store cannot be in ${directory}: ${error.message}. Give a directory that this process may write to.`,
      { reason: isForbidden ? "permission" : "rejected", cause: error },
    );
  };
}

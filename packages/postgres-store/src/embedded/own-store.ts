import { rm } from "node:fs/promises";
import type { PGlite } from "@electric-sql/pglite";
import type { DrizzleDatabase } from "../database/database-config.js";
import { ReadyStatement } from "../database/ready-statement.js";
import { rowsOf } from "../database/rows-of.js";
import { dataDirectory } from "./data-directory.js";
import type { EmbeddedStore } from "./embedded-store.js";
import type { PgliteModules } from "./load-pglite.js";
import { type RemoteStatement, shareStore } from "./share-store.js";

/** PGlite has no checkpointer: without one now and then, its write-ahead log grows without end. */
const BYTES_PER_CHECKPOINT = 16 * 1024 * 1024;
/** What a row and its indexes take in the log beside its texts. */
const BYTES_PER_STATEMENT = 2048;
/** Nor has it autovacuum: worth a second at closing after that many statements, not after a handful. */
const STATEMENTS_PER_VACUUM = 200;

export interface OwnStoreOptions {
  /** Absolute, and taken for this process. */
  readonly directory: string;
  readonly modules: PgliteModules;
  /** Brings a store that was just opened up to date. */
  readonly prepare: (db: DrizzleDatabase) => Promise<void>;
  /** Where others may use it; absent where they may not. */
  readonly socket: string | undefined;
  /** Gives the directory back. */
  readonly unlock: () => Promise<void>;
}

/** A PGlite that this process has for itself. */
export class OwnStore implements EmbeddedStore {
  readonly session: DrizzleDatabase;
  readonly #pglite: PGlite;
  readonly #unlock: () => Promise<void>;
  #unshare: () => Promise<void> = async () => {};
  #statements = 0;
  /** Bytes that went to the log since the last checkpoint, roughly. */
  #logged = 0;

  private constructor(pglite: PGlite, session: DrizzleDatabase, unlock: () => Promise<void>) {
    this.#pglite = pglite;
    this.session = session;
    this.#unlock = unlock;
  }

  static async open({ directory, modules, prepare, socket, unlock }: OwnStoreOptions): Promise<OwnStore> {
    const pglite = await modules.PGlite.create(dataDirectory(directory));
    const store = new OwnStore(pglite, modules.drizzle(pglite), unlock);
    try {
      await prepare(store.session);
      if (socket !== undefined) await store.#share(socket);
    } catch (error) {
      await pglite.close();
      throw error;
    }
    return store;
  }

  async query(sql: string, params: unknown[]): Promise<unknown> {
    const result = await this.#pglite.query(sql, params);
    this.#statements += 1;
    await this.#checkpoint(params);
    return result;
  }

  async close(): Promise<void> {
    try {
      await this.#unshare();
      if (this.#statements >= STATEMENTS_PER_VACUUM) await this.#pglite.exec("VACUUM ANALYZE");
      if (this.#statements > 0) await this.#pglite.exec("CHECKPOINT");
    } finally {
      await this.#pglite.close().finally(this.#unlock);
    }
  }

  async #share(socket: string): Promise<void> {
    const end = await shareStore(socket, (statement) => this.#runRemote(statement));
    this.#unshare = async () => {
      await end();
      await rm(socket, { force: true });
    };
  }

  async #runRemote({ way, sql, params }: RemoteStatement): Promise<readonly unknown[]> {
    const isPlain = way === "execute";
    const ready = () => this.session.execute(new ReadyStatement(sql, params));
    return rowsOf(await (isPlain ? this.query(sql, [...params]) : ready()));
  }

  async #checkpoint(params: readonly unknown[]): Promise<void> {
    this.#logged += params.reduce<number>((sum, param) => sum + String(param).length, BYTES_PER_STATEMENT);
    if (this.#logged < BYTES_PER_CHECKPOINT) return;
    this.#logged = 0;
    await this.#pglite.exec("CHECKPOINT");
  }
}

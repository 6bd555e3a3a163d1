import { type Query, SQL } from "drizzle-orm";

/** A statement whose text and values are there. */
export class ReadyStatement extends SQL {
  readonly #query: Query;

  constructor(sql: string, params: readonly unknown[]) {
    super([]);
    this.#query = { sql, params: [...params] };
  }

  override toQuery(): Query {
    return this.#query;
  }
}

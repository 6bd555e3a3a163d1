/** Where the traces are, as the options and the environment say. */
export interface Connection {
  /** A URL of a server; without one, the embedded store. */
  readonly databaseUrl: string | undefined;
  /** Of the embedded store. */
  readonly directory: string;
  readonly schema: string | undefined;
  readonly redisUrl: string | undefined;
}

/** The options as they were given, and nothing in place of those that were not. */
export interface ConnectionOptions {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly schema?: string;
  readonly directory?: string;
}

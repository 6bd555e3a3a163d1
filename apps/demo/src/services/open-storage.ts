import { migrate, TraceStorage } from "@steptrace/postgres-store";

/** Which store: a server's database where there is a URL, else the embedded one. */
export interface StorageOptions {
  readonly databaseUrl?: string;
  readonly directory: string;
  /** Whether others use an embedded one meanwhile. */
  readonly share: boolean;
}

/**
 * Opens the store that the traces go to, and makes it ready to take them.
 *
 * @throws {StorageError} where it cannot be reached: better now than after the work
 */
export async function openStorage({ databaseUrl, directory, share }: StorageOptions): Promise<TraceStorage> {
  if (databaseUrl !== undefined) {
    await migrate(databaseUrl);
    return new TraceStorage(databaseUrl);
  }
  const storage = new TraceStorage({ directory, share });
  // The embedded database opens at its first use, and keeps this process busy for as long as that takes. Work that
  // ran meanwhile would seem slow.
  await storage.listPartitions();
  return storage;
}

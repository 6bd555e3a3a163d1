import { InMemoryTraceStorage, StorageError } from "../src/index.js";

/** A storage that takes nothing. */
export class FailingStorage extends InMemoryTraceStorage {
  override async finalizeTrace(): Promise<never> {
    throw new StorageError("the storage is down", { reason: "unreachable" });
  }
}

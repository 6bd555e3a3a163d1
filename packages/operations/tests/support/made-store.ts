import { migrate } from "@steptrace/postgres-store";
import { preparedDirectory } from "@steptrace/test-utils";

/** A directory with an embedded store, in which nothing was stored yet. */
export function madeStore(): Promise<string> {
  return preparedDirectory({
    template: "migrated-store",
    prepare: async (directory) => void (await migrate({ directory })),
  });
}

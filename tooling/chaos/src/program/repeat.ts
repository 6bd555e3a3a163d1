import { setTimeout as sleep } from "node:timers/promises";
import { JournalError, StorageError } from "@steptrace/core";
import { maintain, recoverTraces } from "@steptrace/operations";
import { openStand } from "../load/open-stand.js";
import type { MaintainTask, Message, RecoverTask } from "./task.js";

const PAUSE_MS = 20;

/** Recovers until it is told to stop. @returns what stops it */
export function recover(task: RecoverTask, say: (message: Message) => void): () => Promise<void> {
  const { journal, storage } = openStand({ ...task, note: say });
  let told = 0;
  return repeat(say, async () => {
    try {
      await recoverTraces({
        journal,
        storage,
        olderThan: task.olderThanMs,
        onError: (error) => say({ kind: "wrong", what: `recovery: ${error}` }),
      });
    } finally {
      // Also of a call that fails in the end: what it has recovered by then is stored.
      const { committed } = storage.stats();
      say({ kind: "recovered", traces: committed - told });
      told = committed;
    }
  });
}

/** Maintains until it is told to stop. @returns what stops it */
export function maintainAgain(task: MaintainTask, say: (message: Message) => void): () => Promise<void> {
  const { databaseUrl, keepMonths } = task;
  return repeat(say, () => maintain(databaseUrl, { keepMonths }));
}

/** Services may be away at any time; that is said with an error of ours, or it is wrong. */
function repeat(say: (message: Message) => void, act: () => Promise<unknown>): () => Promise<void> {
  let isOver = false;
  const acts = async (): Promise<void> => {
    while (!isOver) {
      await act().catch((error: unknown) => {
        if (error instanceof StorageError || error instanceof JournalError) return;
        say({ kind: "wrong", what: `${error}` });
      });
      await sleep(PAUSE_MS);
    }
  };
  const done = acts();
  return () => {
    isOver = true;
    return done;
  };
}

import { constants } from "node:os";

const cleanups = new Set<() => void>();
let listening = false;

/**
 * Has `cleanup` called when this process exits, also by SIGINT, SIGTERM or SIGHUP. It must be synchronous: nothing
 * else runs while a process exits.
 *
 * @returns a function that takes the cleanup back
 */
export function stopAtExit(cleanup: () => void): () => void {
  if (!listening) listen();
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
  };
}

function listen(): void {
  listening = true;
  process.on("exit", () => {
    for (const cleanup of cleanups) cleanup();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // A test runner that listens too ends the process in its own time, and so comes to "exit".
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
    });
  }
}

/** A primary does not stop before its replicas have all; by default it lets them wait for five seconds. */
export const QUICK_SYNC = { "repl-diskless-sync-delay": "0" };

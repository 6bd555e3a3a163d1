import type { Message } from "../program/task.js";
import type { Ledger } from "./ledger.js";

/** Notes what a process says of its traces; what it says of itself is none of the ledger's business. */
export function noteMessage(ledger: Ledger, message: Message): void {
  switch (message.kind) {
    case "report":
    case "recovered":
    case "ready":
    case "resting":
      return;
    default:
      ledger.note(message);
  }
}

import { maintainAgain, recover } from "./repeat.js";
import type { Message, Task } from "./task.js";
import { write } from "./write.js";

// A process of its own: does its task, comes to rest at the first word on standard input, and ends with it.

const task = JSON.parse(process.argv[2] ?? "") as Task;

// A pipe is written to at once: what was said is out when the process is killed.
const say = (message: Message): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

function begin(): () => Promise<void> {
  if (task.role === "write") return write(task, say);
  return task.role === "recover" ? recover(task, say) : maintainAgain(task, say);
}

const rest = begin();
say({ kind: "ready" });
process.stdin.once("data", () => void rest().then(() => say({ kind: "resting" })));
process.stdin.once("end", () => process.exit(0));

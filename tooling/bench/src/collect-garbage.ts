import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Has the heap cleared, so that what comes next does not pay for the garbage of what was before. */
export function collectGarbage(): void {
  collect();
}

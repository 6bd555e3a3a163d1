import pc from "picocolors";
import type { TimeView } from "../text/format-time.js";
import { wantsColor } from "./wants-color.js";

export type Colors = ReturnType<typeof pc.createColors>;

/** What a view is drawn on. */
export interface Page extends TimeView {
  /** Columns. */
  readonly width: number;
  readonly colors: Colors;
}

const PIPED_WIDTH = 80;
/** Narrower than that, no table is readable: lines are then left to the terminal to break. */
const LEAST_WIDTH = 60;

/** The page that standard output is. */
export function stdoutPage(): Page {
  const { isTTY = false, columns } = process.stdout;
  return {
    width: Math.max(LEAST_WIDTH, (isTTY ? columns : undefined) || PIPED_WIDTH),
    colors: pc.createColors(wantsColor(process.env, isTTY)),
    now: new Date(),
  };
}

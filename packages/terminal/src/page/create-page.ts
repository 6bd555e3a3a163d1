import pc from "picocolors";
import type { Page } from "./page.js";
import { wantsColor } from "./wants-color.js";

/** Where a page is shown: a stream of Node.js such as `process.stdout` fits. */
export interface Screen {
  /** @default false */
  readonly isTTY?: boolean;
  /** @default 80 */
  readonly columns?: number;
}

const DEFAULT_WIDTH = 80;
/** Narrower than that, no table is readable: lines are then left to the terminal to break. */
const LEAST_WIDTH = 60;

/**
 * The page that a screen is: as wide as a terminal, 80 columns where it is none, and 60 at least.
 *
 * @param env the environment, for what it says of colours: NO_COLOR, FORCE_COLOR, TERM
 * @param now what ages are reckoned from
 * @example
 * const page = createPage(process.stdout, process.env, new Date());
 */
export function createPage(
  { isTTY = false, columns }: Screen,
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
): Page {
  return {
    width: Math.max(LEAST_WIDTH, (isTTY ? columns : undefined) || DEFAULT_WIDTH),
    colors: pc.createColors(wantsColor(env, isTTY)),
    now,
  };
}

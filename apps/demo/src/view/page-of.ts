import type { WriteStream } from "node:tty";
import { createPage, type Page } from "@steptrace/terminal";

/** Wider than that, a line is hard to follow from one end to the other. */
const MOST_WIDTH = 140;

/** The page that a stream of this process is. */
export function pageOf(stream: WriteStream): Page {
  const page = createPage(stream, process.env, new Date());
  return { ...page, width: Math.min(MOST_WIDTH, page.width) };
}

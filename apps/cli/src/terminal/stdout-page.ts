import { createPage, type Page } from "@steptrace/terminal";

/** The page that standard output is. */
export function stdoutPage(): Page {
  return createPage(process.stdout, process.env, new Date());
}

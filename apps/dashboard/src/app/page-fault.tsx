import { ApiError } from "@steptrace/server/client";
import { ErrorMessage } from "../ui/message.js";
import { Page } from "../ui/page.js";

/** What browsers, and what fetches the page's parts, say of one that cannot be had. */
const NOT_FETCHED = /dynamically imported module|importing a module script|preload CSS/i;

/** What stands in place of a page that cannot be shown; the way to the others stays. */
export function PageFault({ error: thrown, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const told = NOT_FETCHED.test(error.message)
    ? new ApiError("A part of this page could not be fetched. Is `steptrace serve` still running?", 0)
    : error;
  return (
    <Page title="Fault">
      <ErrorMessage error={told} retry={reset} />
    </Page>
  );
}

import type { ReactElement } from "react";
import { useCopy } from "../../ui/use-copy.js";
import css from "../trace.module.css";

/** Copies a text, and says so; small, to stand beside it. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ReactElement {
  const { said, copy } = useCopy(text);
  return (
    <button
      type="button"
      className={css["copy"]}
      onClick={copy}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
    >
      <span aria-live="polite">{said ?? "Copy"}</span>
    </button>
  );
}

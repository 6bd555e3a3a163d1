import { type ReactElement, useEffect, useState } from "react";
import css from "../trace.module.css";

const SAID_FOR_MS = 1500;

/** Copies a text, and says so. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ReactElement {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (): void => {
    // A page that was not loaded safely has no clipboard.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => setSaid("Copied"),
      () => setSaid("Not allowed"),
    );
  };
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

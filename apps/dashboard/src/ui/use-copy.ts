import { useEffect, useState } from "react";

const SAID_MS = 1600;

/** How copying went. */
export type Copied = "Copied" | "Could not copy";

/** Copies a text to the clipboard; how it went is said for a moment. */
export function useCopy(text: string): { readonly said: Copied | undefined; readonly copy: () => void } {
  const [said, setSaid] = useState<Copied>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      // The browser may forbid it, and has no clipboard where the page is not served over TLS or the loopback.
      setSaid("Could not copy");
    }
  };
  return { said, copy: () => void copy() };
}

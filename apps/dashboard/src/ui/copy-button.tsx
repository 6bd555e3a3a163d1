import { useEffect, useState } from "react";
import { Button } from "./button.js";
import { Icon } from "./icon.js";

const SAID_MS = 1600;

/** Copies a text, and says that it has. */
export function CopyButton({ text, label = "Copy" }: { readonly text: string; readonly label?: string }) {
  const [said, setSaid] = useState<"Copied" | "Could not copy">();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      // The browser may forbid it, and does where the page is not served over TLS or the loopback.
      setSaid("Could not copy");
    }
  };
  return (
    <Button onClick={() => void copy()}>
      <Icon name={said === "Copied" ? "check" : "copy"} />
      <span aria-live="polite">{said ?? label}</span>
    </Button>
  );
}

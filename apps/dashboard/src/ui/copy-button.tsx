import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { useCopy } from "./use-copy.js";

/** Copies a text, and says that it has. */
export function CopyButton({ text, label = "Copy" }: { readonly text: string; readonly label?: string }) {
  const { said, copy } = useCopy(text);
  return (
    <Button onClick={copy}>
      <Icon name={said === "Copied" ? "check" : "copy"} />
      <span aria-live="polite">{said ?? label}</span>
    </Button>
  );
}

import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { type KeyBinding, matchKey } from "./key-binding.js";
import { type Keys, KeysContext } from "./keys-context.js";

/** A second key comes within that, or is not of a sequence. */
const SEQUENCE_MS = 1200;

/** Listens to the keys for all components; what is typed into a field is text. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const readers = useRef<readonly (() => readonly KeyBinding[])[]>([]);
  const keys = useMemo<Keys>(
    () => ({
      add(read) {
        readers.current = [...readers.current, read];
        return () => {
          readers.current = readers.current.filter((other) => other !== read);
        };
      },
      all: () => readers.current.flatMap((read) => read()),
    }),
    [],
  );
  useEffect(() => {
    let pending = "";
    let since = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isText(event)) return;
      if (event.timeStamp - since > SEQUENCE_MS) pending = "";
      const match = matchKey(keys.all(), pending, event.key);
      pending = match.pending;
      since = event.timeStamp;
      if (match.binding === undefined) return;
      event.preventDefault();
      match.binding.run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [keys]);
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** Whether a key belongs to a field, a dialog, or the browser. */
function isText(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector("dialog[open]") !== null) return true;
  if (event.key === "Enter" && target.closest("a, button, summary") !== null) return true;
  return target.isContentEditable || target.matches("input, textarea, select");
}

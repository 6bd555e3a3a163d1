import { createContext, use, useEffect, useRef } from "react";
import type { KeyBinding } from "./key-binding.js";

/** The keys that mean something now. */
export interface Keys {
  /** @returns what takes them away again */
  add(read: () => readonly KeyBinding[]): () => void;
  /** All of them, those of the page last. */
  all(): readonly KeyBinding[];
}

export const KeysContext = createContext<Keys>({ add: () => () => undefined, all: () => [] });

/** Keys that mean something while a component is shown. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const { add } = use(KeysContext);
  const newest = useRef(bindings);
  useEffect(() => {
    newest.current = bindings;
  });
  useEffect(() => add(() => newest.current), [add]);
}

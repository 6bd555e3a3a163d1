/** A key, or two one after the other (`g o`), and what it does. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` names it; two with a space between. */
  readonly keys: string;
  /** What it does, for the help: `Open the trace`. */
  readonly about: string;
  /** Under which heading the help lists it. */
  readonly group: string;
  readonly run: () => void;
}

/** What a key means after the keys before it. */
export interface KeyMatch {
  readonly binding?: KeyBinding;
  /** What was typed of a sequence that may go on; empty where none may. */
  readonly pending: string;
}

/** Finds what was asked for; of two for the same key, the later. */
export function matchKey(bindings: readonly KeyBinding[], pending: string, key: string): KeyMatch {
  const typed = pending === "" ? key : `${pending} ${key}`;
  const binding = bindings.findLast(({ keys }) => keys === typed);
  if (binding !== undefined) return { binding, pending: "" };
  if (bindings.some(({ keys }) => keys.startsWith(`${typed} `))) return { pending: typed };
  // A key that ends a sequence in vain may mean something by itself.
  return pending === "" ? { pending: "" } : matchKey(bindings, "", key);
}

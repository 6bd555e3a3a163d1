/** What a key does in a waterfall. */
export type KeyAction =
  | { readonly kind: "move"; readonly by: number }
  | { readonly kind: "edge"; readonly to: "first" | "last" }
  | { readonly kind: "page"; readonly direction: 1 | -1 }
  | { readonly kind: "open" | "close" | "toggle" | "failures" | "whole" | "search" }
  | { readonly kind: "fold" | "unfold" }
  | { readonly kind: "failed" | "pan"; readonly direction: 1 | -1 }
  | { readonly kind: "zoom"; readonly factor: number };

/** A key that does the same wherever the focus is, and what it does. */
export interface AnywhereKey {
  readonly keys: string;
  readonly about: string;
  readonly action: KeyAction;
}

const ZOOM_IN = 0.6;

/** Keys that do the same wherever the focus is, unless it is in a field. */
export const ANYWHERE_KEYS: readonly AnywhereKey[] = [
  { keys: "j", about: "Next step", action: { kind: "move", by: 1 } },
  { keys: "k", about: "Previous step", action: { kind: "move", by: -1 } },
  { keys: "Enter", about: "Open the step", action: { kind: "open" } },
  { keys: "Escape", about: "Close the step, then let it go", action: { kind: "close" } },
  { keys: "e", about: "Fold or unfold the step", action: { kind: "toggle" } },
  { keys: "ArrowLeft", about: "Fold, or go out", action: { kind: "fold" } },
  { keys: "ArrowRight", about: "Unfold, or go in", action: { kind: "unfold" } },
  { keys: "n", about: "Next failed step", action: { kind: "failed", direction: 1 } },
  { keys: "N", about: "Previous failed step", action: { kind: "failed", direction: -1 } },
  { keys: "f", about: "Failed steps only", action: { kind: "failures" } },
  { keys: "/", about: "Find steps", action: { kind: "search" } },
  { keys: "+", about: "Zoom in", action: { kind: "zoom", factor: ZOOM_IN } },
  { keys: "-", about: "Zoom out", action: { kind: "zoom", factor: 1 / ZOOM_IN } },
  { keys: "0", about: "The whole trace", action: { kind: "whole" } },
  { keys: "h", about: "Earlier, when zoomed", action: { kind: "pan", direction: -1 } },
  { keys: "l", about: "Later, when zoomed", action: { kind: "pan", direction: 1 } },
];

/** Keys by which a page scrolls, unless the rows have the focus. */
const ROW_KEYS: ReadonlyMap<string, KeyAction> = new Map([
  ["ArrowDown", { kind: "move", by: 1 }],
  ["ArrowUp", { kind: "move", by: -1 }],
  ["Home", { kind: "edge", to: "first" }],
  ["End", { kind: "edge", to: "last" }],
  ["PageDown", { kind: "page", direction: 1 }],
  ["PageUp", { kind: "page", direction: -1 }],
  ["Shift+ArrowLeft", { kind: "pan", direction: -1 }],
  ["Shift+ArrowRight", { kind: "pan", direction: 1 }],
]);

/** What is asked of a key. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key does while the rows have the focus, beside those that do the same anywhere; `undefined` for any other. */
export function rowKeyAction({ key, shiftKey, ctrlKey, metaKey, altKey }: PressedKey): KeyAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return ROW_KEYS.get(shiftKey ? `Shift+${key}` : key);
}

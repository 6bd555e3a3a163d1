import type { KeyboardEvent } from "react";
import { useKeys } from "../../keys/keys-context.js";
import { ANYWHERE_KEYS, type KeyAction, rowKeyAction } from "./key-action.js";

/**
 * The waterfall's keys, while it is shown.
 *
 * @returns what listens to those that are its own only while the rows have the focus
 */
export function useWaterfallKeys(onAction: (action: KeyAction) => void): (event: KeyboardEvent) => void {
  useKeys(
    ANYWHERE_KEYS.map(({ keys, about, action }) => ({
      keys,
      about,
      group: "Steps",
      run: () => onAction(action),
    })),
  );
  return (event) => {
    const action = rowKeyAction(event);
    if (action === undefined) return;
    event.preventDefault();
    onAction(action);
  };
}

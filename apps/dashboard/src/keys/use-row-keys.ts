import type { RefObject } from "react";
import type { KeyBinding } from "./key-binding.js";
import { useKeys } from "./keys-context.js";

/** What marks, in a list, the link or button of each row. */
const ROW = "[data-row]";

/** j and k go from row to row of a list that is shown whole; Enter opens one, for it is a link or a button. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
  const move = (by: number) => {
    const all = rows();
    const place = all.indexOf(document.activeElement as HTMLElement);
    const next = place < 0 ? (by > 0 ? 0 : all.length - 1) : place + by;
    all[next]?.focus();
    all[next]?.scrollIntoView({ block: "nearest" });
  };
  useKeys(rowBindings(move));
}

/** The keys of a list: what they do is one thing, how a row is reached another. */
export function rowBindings(move: (by: number) => void): readonly KeyBinding[] {
  return [
    { keys: "j", about: "Next row", group: "List", run: () => move(1) },
    { keys: "k", about: "Row before", group: "List", run: () => move(-1) },
    {
      keys: "Enter",
      about: "Open the row",
      group: "List",
      run: () => (document.activeElement as HTMLElement | null)?.click(),
    },
  ];
}

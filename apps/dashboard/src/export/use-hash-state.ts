import { useCallback, useMemo, useSyncExternalStore } from "react";
import { parseViewState, patchViewState, type ViewPatch, type ViewState } from "../trace/state/view-state.js";

/** The view state in the part of the address that a file can have: after the `#`. */
export function useHashState(): readonly [ViewState, (patch: ViewPatch) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const state = useMemo(() => readHash(hash), [hash]);
  const patch = useCallback((change: ViewPatch) => {
    const next = patchViewState(readHash(location.hash), change);
    const text = new URLSearchParams(
      Object.entries(next).map(([key, value]) => [key, String(value)]),
    ).toString();
    history.replaceState(null, "", `#${text}`);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }, []);
  return [state, patch];
}

function readHash(hash: string): ViewState {
  return parseViewState(Object.fromEntries(new URLSearchParams(hash.slice(1))));
}

function subscribe(onChange: () => void): () => void {
  addEventListener("hashchange", onChange);
  return () => removeEventListener("hashchange", onChange);
}

import { useSyncExternalStore } from "react";

/** What tells one set of colours from another: it changes when the theme does. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, read);
}

const DARK = "(prefers-color-scheme: dark)";

function read(): string {
  return document.documentElement.dataset["theme"] ?? String(matchMedia(DARK).matches);
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const list = matchMedia(DARK);
  list.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    list.removeEventListener("change", onChange);
  };
}

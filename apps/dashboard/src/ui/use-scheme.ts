import { useSyncExternalStore } from "react";
import { isDark } from "../app/theme.js";

/** Whether the page is light or dark: what draws on a canvas draws again when that changes. */
export function useScheme(): "light" | "dark" {
  return useSyncExternalStore(subscribe, () => (isDark() ? "dark" : "light"));
}

function subscribe(changed: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  media.addEventListener("change", changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    media.removeEventListener("change", changed);
    observer.disconnect();
  };
}

/** What a colour of tokens.css is now, as a canvas takes it; `within` is an element of the page. */
export function colorsOf<K extends string>(
  within: HTMLElement,
  names: readonly K[],
): Readonly<Record<K, string>> {
  const colors = names.map((name) => {
    // One of its own for each: the colour of an element that had another one begins with that one, where changes are animated.
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    within.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return [name, color];
  });
  return Object.fromEntries(colors) as Record<K, string>;
}

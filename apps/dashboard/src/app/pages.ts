import type { IconName } from "../ui/icon.js";

/** The pages of the navigation, in its order; the second key after `g` goes there. */
export const pages = [
  { to: "/", label: "Overview", icon: "overview", key: "o" },
  { to: "/traces", label: "Traces", icon: "traces", key: "t" },
  { to: "/failures", label: "Failures", icon: "failures", key: "f" },
  { to: "/compare", label: "Compare", icon: "compare", key: "c" },
  { to: "/storage", label: "Storage", icon: "storage", key: "s" },
] as const satisfies readonly { to: string; label: string; icon: IconName; key: string }[];

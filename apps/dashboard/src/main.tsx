import "./ui/tokens.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers.js";
import { fetchPages } from "./app/router.js";
import { applyTheme } from "./app/theme.js";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root to show the page in");
applyTheme();
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
// Safari has no requestIdleCallback.
const later = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2000));
later(() => void fetchPages());

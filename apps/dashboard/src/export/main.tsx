import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../ui/tokens.css";
import "../ui/base.css";
import { KeysProvider } from "../keys/keys-provider.js";
import { ExportPage } from "./export-page.js";

const root = document.getElementById("root");
const content = document.getElementById("steptrace-export")?.textContent ?? "";
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <KeysProvider>
          <ExportPage content={content} />
        </KeysProvider>
      </QueryClientProvider>
    </StrictMode>,
  );

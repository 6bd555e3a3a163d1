import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createQueryClient } from "../api/query-client.js";
import { KeysProvider } from "../keys/keys-provider.js";
import { router } from "./router.js";

const client = createQueryClient();

/** The page with all that its parts ask for. */
export function Providers() {
  return (
    <QueryClientProvider client={client}>
      <KeysProvider>
        <RouterProvider router={router} />
      </KeysProvider>
    </QueryClientProvider>
  );
}

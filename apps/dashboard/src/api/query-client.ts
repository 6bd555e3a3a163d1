import { QueryClient } from "@tanstack/react-query";
import { statusOf } from "./client.js";

const FRESH_MS = 10_000;
const TRIES = 2;

/** What was answered, kept; only what may pass by itself is asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < TRIES && mayPass(error),
      },
    },
  });
}

function mayPass(error: Error): boolean {
  const status = statusOf(error);
  return status === 502 || status === 503;
}

import { ApiError, Client } from "@steptrace/server/client";
import { basePath } from "./base-path.js";

/** The API of the server that the page comes from. */
export const client: Client = new Client({ base: `${basePath}api/v1` });

/** The HTTP status of what the server said in place of an answer: 0 where it cannot be reached; absent for a fault of the page. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof ApiError ? error.status : undefined;
}

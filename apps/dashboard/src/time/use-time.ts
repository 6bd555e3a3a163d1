import { useSearch } from "@tanstack/react-router";
import { readTimeSearch, type TimeSearch } from "./time-range.js";

/** What the address says of the time; what in it is no time is as if it were not there. */
export function useTime(): TimeSearch {
  // The router hands on what a route does not know, as it stands in the address.
  return readTimeSearch(useSearch({ from: "__root__" }) as Readonly<Record<string, unknown>>);
}

import type { SearchFilters } from "@steptrace/query";
import type { Filters } from "../contract/parameters.js";

interface Range {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** The range of a request, as the query names it. */
export function toRange({ from, to }: Range): { readonly startDate?: Date; readonly endDate?: Date } {
  return { ...(from && { startDate: from }), ...(to && { endDate: to }) };
}

/** The filters of a request, as the query names them. */
export function toFilters({ skill, from, to, ...rest }: Filters): SearchFilters {
  const given = Object.fromEntries(
    Object.entries({ ...rest, skillName: skill }).filter(([, value]) => value !== undefined),
  );
  return { ...given, ...toRange({ from, to }) };
}

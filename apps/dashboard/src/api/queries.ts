import type { FailuresAnswer, TracesAnswer } from "@steptrace/server/client";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { bucketOf, resolveRange, type TimeSearch } from "../time/time-range.js";
import { client } from "./client.js";
import { filterParameters, type TraceFilter } from "./trace-filter.js";

/** A line of a list. */
export type TraceItem = TracesAnswer["items"][number];
/** Failures of a kind. */
export type Group = FailuresAnswer["groups"][number];

/** How many traces a list asks for at a time. */
const PAGE_SIZE = 100;
/** How many points a plot shows at most. */
const MOST_POINTS = 3000;
const MOST_GROUPS = 200;

/** What the server can do. */
export const featuresQuery = queryOptions({
  queryKey: ["features"],
  queryFn: ({ signal }) => client.features(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The figures of all skills in a time. */
export const skillsQuery = (time: TimeSearch) =>
  queryOptions({
    queryKey: ["skills", time],
    queryFn: ({ signal }) => {
      const now = new Date();
      const range = resolveRange(time, now);
      return client.skills({ ...rangeParameters(time, now), bucket: bucketOf(range, now) }, signal);
    },
    placeholderData: keepPreviousData,
  });

/** Where a list goes on: the time is that which its first page was asked for, however long somebody reads. */
interface Place {
  readonly cursor?: string;
  readonly range?: ReturnType<typeof rangeParameters>;
}

const FIRST: Place = {};

/** The traces that a filter lets through, newest first, page by page. */
export const tracesQuery = (filter: TraceFilter, time: TimeSearch) =>
  infiniteQueryOptions({
    queryKey: ["traces", filter, time],
    initialPageParam: FIRST,
    queryFn: async ({ signal, pageParam: { cursor, range = rangeParameters(time, new Date()) } }) => ({
      range,
      ...(await client.traces({ ...filterParameters(filter), ...range, cursor, limit: PAGE_SIZE }, signal)),
    }),
    getNextPageParam: ({ nextCursor: cursor, range }): Place | undefined =>
      cursor ? { cursor, range } : undefined,
    placeholderData: keepPreviousData,
  });

/** The newest finalized traces that a filter lets through, as points. */
export const pointsQuery = (filter: TraceFilter, time: TimeSearch) =>
  queryOptions({
    queryKey: ["points", filter, time],
    queryFn: ({ signal }) =>
      client.points(
        { ...filterParameters(filter), ...rangeParameters(time, new Date()), limit: MOST_POINTS },
        signal,
      ),
    placeholderData: keepPreviousData,
  });

/** The traces that run. */
export const runningQuery = queryOptions({
  queryKey: ["running"],
  queryFn: ({ signal }) => client.running(signal),
});

/** What orders the groups of failures. */
export type FailureOrder = "count" | "lastSeen" | "firstSeen";

/** What groups are asked for. */
export interface FailuresFilter {
  readonly skill?: string;
  readonly orderBy?: FailureOrder;
}

/** The groups of failures in a time. */
export const failuresQuery = (filter: FailuresFilter, time: TimeSearch) =>
  queryOptions({
    queryKey: ["failures", filter, time],
    queryFn: ({ signal }) =>
      client.failures({ ...filter, ...rangeParameters(time, new Date()), limit: MOST_GROUPS }, signal),
    placeholderData: keepPreviousData,
  });

/** The failures of a group, newest first, page by page. */
export const groupTracesQuery = (group: string, skill: string | undefined, time: TimeSearch) =>
  infiniteQueryOptions({
    queryKey: ["failures", "traces", group, skill, time],
    initialPageParam: FIRST,
    queryFn: async ({ signal, pageParam: { cursor, range = rangeParameters(time, new Date()) } }) => ({
      range,
      ...(await client.failuresOfGroup(group, { skill, ...range, cursor, limit: PAGE_SIZE }, signal)),
    }),
    getNextPageParam: ({ nextCursor: cursor, range }): Place | undefined =>
      cursor ? { cursor, range } : undefined,
    placeholderData: keepPreviousData,
  });

/** One trace beside another. */
export const compareQuery = (a: string, b: string) =>
  queryOptions({
    queryKey: ["compare", a, b],
    queryFn: ({ signal }) => client.compare(a, b, signal),
  });

/** How the storage is. */
export const storageQuery = queryOptions({
  queryKey: ["storage"],
  queryFn: ({ signal }) => client.storage(signal),
});

function rangeParameters(time: TimeSearch, now: Date): { readonly from?: string; readonly to?: string } {
  const { from, to } = resolveRange(time, now);
  return { ...(from && { from: from.toISOString() }), ...(to && { to: to.toISOString() }) };
}

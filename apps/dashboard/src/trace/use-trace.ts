import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import {
  type Explanation,
  isRunning,
  type SimilarFailure,
  type StepDetail,
  type TraceSkeleton,
  type TraceSource,
} from "./source/trace-source.js";

/** How often a trace that runs is asked for anew, beside what is heard of it: milliseconds. */
const ASK_EVERY_MS = 5000;

export function useSkeleton(source: TraceSource): UseQueryResult<TraceSkeleton> {
  return useQuery({
    queryKey: ["trace", source.traceId, "skeleton"],
    queryFn: ({ signal }) => source.skeleton(signal),
    refetchInterval: ({ state }) =>
      state.data && isRunning(state.data) && source.watch ? ASK_EVERY_MS : false,
    // Compared field by field, fifty thousand steps would take longer than drawing them.
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A step whole, loaded when it is opened. @param version anything that changes when the step may have */
export function useStep(
  source: TraceSource,
  place: number | undefined,
  version: string,
): UseQueryResult<StepDetail> {
  return useQuery({
    queryKey: ["trace", source.traceId, "step", place, version],
    queryFn: ({ signal }) => source.step(place ?? 0, signal),
    enabled: place !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSimilar(
  source: TraceSource,
  isFailure: boolean,
): UseQueryResult<readonly SimilarFailure[]> {
  return useQuery({
    queryKey: ["trace", source.traceId, "similar"],
    queryFn: async ({ signal }) => (await source.similar?.(signal)) ?? [],
    enabled: isFailure && source.similar !== undefined,
    staleTime: 60_000,
  });
}

export function useExplanation(source: TraceSource, isFailure: boolean): UseQueryResult<Explanation | null> {
  return useQuery({
    queryKey: ["trace", source.traceId, "explanation"],
    queryFn: async ({ signal }) => (await source.explanation?.(signal)) ?? null,
    enabled: isFailure && source.explanation !== undefined,
    staleTime: 60_000,
  });
}

export function useWhole(source: TraceSource, isWanted: boolean): UseQueryResult<unknown> {
  return useQuery({
    queryKey: ["trace", source.traceId, "whole"],
    queryFn: ({ signal }) => source.whole(signal),
    enabled: isWanted,
    structuralSharing: false,
  });
}

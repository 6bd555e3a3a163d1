import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type MouseEvent, useCallback, useEffect, useMemo } from "react";
import { basePath } from "../api/base-path.js";
import { featuresQuery } from "../api/queries.js";
import { useChangeSearch } from "../app/use-change-search.js";
import page from "../ui/page.module.css";
import { apiSource } from "./source/api-source.js";
import type { ViewPatch } from "./state/view-state.js";
import { TraceView } from "./trace-view.js";

const route = getRouteApi("/traces/$id");

/** A trace, as the API gives it; how it is looked at is in the address. */
export function TracePage() {
  const { id } = route.useParams();
  const state = route.useSearch();
  const change = useChangeSearch();
  const { history } = useRouter();
  const isLive = useQuery(featuresQuery).data?.live !== undefined;
  const source = useMemo(
    () =>
      apiSource(
        id,
        {
          trace: (traceId) => `${basePath}traces/${encodeURIComponent(traceId)}`,
          skill: (skill) => `${basePath}traces?skill=${encodeURIComponent(skill)}`,
          compare: (a, b) => `${basePath}compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`,
          compareWith: (b, skill) =>
            `${basePath}compare?b=${encodeURIComponent(b)}&skill=${encodeURIComponent(skill)}`,
        },
        isLive,
      ),
    [id, isLive],
  );
  const onPatch = useCallback((patch: ViewPatch) => change(patch, { replace: true }), [change]);
  useEffect(() => {
    document.title = `Trace ${id.slice(0, 60)} · steptrace`;
  }, [id]);
  const onClick = (event: MouseEvent): void => {
    const href = linkWithin(event);
    if (href === undefined) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links in it are pressed, by keys too
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter is a click
    <div className={page["page"]} onClick={onClick}>
      <TraceView key={id} source={source} state={state} onPatch={onPatch} />
    </div>
  );
}

/** Where a click goes that stays on this page; `undefined` for any other. */
function linkWithin(event: MouseEvent): string | undefined {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (event.defaultPrevented || !isPlain || link === null || link.hasAttribute("download")) return undefined;
  return link.getAttribute("href") ?? undefined;
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from "@tanstack/react-router";
import { basePath } from "../api/base-path.js";
import { readFailuresFilter, readPair, readTraceFilter } from "../api/read-search.js";
import { readTimeSearch, type TimeSearch } from "../time/time-range.js";
import { parseViewState } from "../trace/state/view-state.js";
import { NotFound } from "./not-found.js";
import { PageFault } from "./page-fault.js";
import { parseSearch, stringifySearch } from "./search-text.js";
import { Shell } from "./shell.js";

/** What every page has in its address: the time, and whether it is live. */
interface RootSearch extends TimeSearch {
  /** Live unless it says "off". */
  readonly live?: "off";
}

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageFault,
  validateSearch: (search: Record<string, unknown>): RootSearch => ({
    ...readTimeSearch(search),
    ...(search["live"] === "off" && { live: "off" }),
  }),
  search: { middlewares: [retainSearchParams<RootSearch>(["range", "since", "until", "live"])] },
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: lazyRouteComponent(() => import("../overview/overview-page.js"), "OverviewPage"),
});

const tracesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/traces",
  validateSearch: readTraceFilter,
  component: lazyRouteComponent(() => import("../traces/traces-page.js"), "TracesPage"),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/traces/$id",
  validateSearch: parseViewState,
  component: lazyRouteComponent(() => import("../trace/trace-page.js"), "TracePage"),
});

const failuresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/failures",
  validateSearch: readFailuresFilter,
  component: lazyRouteComponent(() => import("../failures/failures-page.js"), "FailuresPage"),
});

const groupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/failures/$group",
  validateSearch: readFailuresFilter,
  component: lazyRouteComponent(() => import("../failures/group-page.js"), "GroupPage"),
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/compare",
  validateSearch: readPair,
  component: lazyRouteComponent(() => import("../compare/compare-page.js"), "ComparePage"),
});

const storageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/storage",
  component: lazyRouteComponent(() => import("../storage/storage-page.js"), "StoragePage"),
});

const routeTree = rootRoute.addChildren([
  overviewRoute,
  tracesRoute,
  traceRoute,
  failuresRoute,
  groupRoute,
  compareRoute,
  storageRoute,
]);

/** The pages, by their addresses. */
export const router = createRouter({
  routeTree,
  basepath: basePath,
  // Within the shell, so that there is a way on.
  defaultErrorComponent: PageFault,
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  scrollRestoration: true,
});

/** Fetches the scripts of all pages, when there is nothing else to do: what is clicked then is there, even if the server is not. */
export async function fetchPages(): Promise<void> {
  // One that cannot be had now is asked for again when it is opened.
  await Promise.allSettled(Object.values(router.routesById).map((route) => router.loadRouteChunk(route)));
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

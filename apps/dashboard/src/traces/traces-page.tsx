import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { readTraceFilter } from "../api/read-search.js";
import { readTimeSearch } from "../time/time-range.js";
import { Page } from "../ui/page.js";
import { FilterBar } from "./filter-bar.js";
import { TraceList } from "./trace-list.js";
import styles from "./traces.module.css";

const PlotPanel = lazy(() => import("./plot-panel.js").then(({ PlotPanel: panel }) => ({ default: panel })));

/** Traces as points over time, and as a list; what is filtered is in the address. */
export function TracesPage() {
  const search = useSearch({ from: "/traces" });
  const filter = readTraceFilter(search);
  const time = readTimeSearch(search);
  return (
    <Page title="Traces">
      <FilterBar filter={filter} />
      {filter.status !== "running" && (
        <Suspense fallback={<div className={styles["plotPlace"]} />}>
          <PlotPanel filter={filter} time={time} />
        </Suspense>
      )}
      <TraceList filter={filter} time={time} />
    </Page>
  );
}

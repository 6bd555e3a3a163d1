import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TraceItem } from "../api/queries.js";
import { useKeys } from "../keys/keys-context.js";
import { rowBindings } from "../keys/use-row-keys.js";
import { classes } from "../ui/classes.js";
import { DurationCell, ErrorCell, ExecutionCell, SkillCell, StartCell, StatusCell } from "./trace-cells.js";
import styles from "./trace-table.module.css";

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, TraceItem>();
const columns = helper.columns([
  helper.accessor("status", { header: "Status", cell: ({ row }) => <StatusCell trace={row.original} /> }),
  helper.accessor("skillName", { header: "Skill", cell: ({ row }) => <SkillCell trace={row.original} /> }),
  helper.accessor("executionId", {
    header: "Execution",
    cell: ({ row }) => <ExecutionCell trace={row.original} />,
  }),
  helper.accessor("startedAt", { header: "Started", cell: ({ row }) => <StartCell trace={row.original} /> }),
  helper.accessor("totalDurationMs", {
    header: "Duration",
    cell: ({ row }) => <DurationCell trace={row.original} />,
  }),
  helper.accessor("errorMessage", { header: "Error", cell: ({ row }) => <ErrorCell trace={row.original} /> }),
]);

const ROW_PX = 40;
const NARROW_ROW_PX = 64;
const NARROW = "(max-width: 48rem)";
/** So many rows before the end, more is asked for. */
const AHEAD = 20;

/** Traces as rows, of which only those on the screen are there: a million take no more room than a hundred. */
export function TraceTable({
  traces,
  isComplete,
  isLoading,
  loadMore,
}: {
  readonly traces: readonly TraceItem[];
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly loadMore: () => void;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const isNarrow = matchMedia(NARROW).matches;
  const rowHeight = isNarrow ? NARROW_ROW_PX : ROW_PX;
  const table = useTable({
    features,
    columns,
    data: traces as TraceItem[],
    getRowId: ({ traceId }) => traceId,
  });
  const rows = table.getRowModel().rows;
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useLayoutEffect(() => {
    // What stands above may have grown: filters, a notice.
    const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(top - offset) > 1) setOffset(top);
  });
  useEffect(() => {
    if (!isComplete && !isLoading && last >= rows.length - AHEAD) loadMore();
  }, [isComplete, isLoading, last, rows.length, loadMore]);
  useKeys(
    rowBindings((by) => {
      const focused = document.activeElement?.closest<HTMLElement>("[data-index]")?.dataset["index"];
      const next =
        focused === undefined
          ? (items.find(({ start }) => start >= window.scrollY)?.index ?? 0)
          : Number(focused) + by;
      const index = Math.min(Math.max(next, 0), rows.length - 1);
      virtual.scrollToIndex(index, { align: "auto" });
      requestAnimationFrame(() =>
        body.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true }),
      );
    }),
  );
  return (
    <>
      {/* Laid out as a grid, so that a row has the place that the virtualiser gives it. */}
      <table
        aria-label="Traces"
        aria-rowcount={isComplete ? rows.length + 1 : -1}
        className={styles["table"]}
      >
        <thead className={styles["head"]}>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className={styles["row"]}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" className={classes(styles["cell"], styles[header.id])}>
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={body} className={styles["body"]} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <tr
                key={item.key}
                aria-rowindex={item.index + 2}
                data-index={item.index}
                data-failed={row.original.errorMessage === undefined ? undefined : ""}
                className={classes(styles["row"], styles["trace"])}
                style={{ height: rowHeight, transform: `translateY(${item.start - offset}px)` }}
              >
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} className={classes(styles["cell"], styles[cell.column.id])}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles["end"]} role="status">
        {isComplete ? (rows.length > AHEAD ? `All ${rows.length} of them` : "") : "Loading more…"}
      </p>
    </>
  );
}

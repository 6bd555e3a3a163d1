import type { TracePoint } from "@steptrace/server/client";
import { useEffect, useRef } from "react";
import { useScheme } from "../ui/use-scheme.js";
import type { Brushed } from "./brushed.js";
import { createPlot } from "./create-plot.js";
import styles from "./plot-panel.module.css";
import "uplot/dist/uPlot.min.css";

interface PlotProps {
  readonly points: readonly TracePoint[];
  readonly from: Date;
  readonly to: Date;
  readonly choose: (chosen: Brushed) => void;
  readonly open: (traceId: string) => void;
}

/** Traces as points. Whoever does not see it has the same in the list, and its brush in the filters. */
export function ScatterPlot(props: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const newest = useRef(props);
  const scheme = useScheme();
  const { points } = props;
  useEffect(() => {
    newest.current = props;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: its colours are those of the scheme
  useEffect(() => {
    const [element, tipElement] = [place.current, tip.current];
    if (element === null || tipElement === null) return;
    const { from, to } = newest.current;
    const plot = createPlot(element, tipElement, {
      points,
      from,
      to,
      choose: (chosen) => newest.current.choose(chosen),
      open: (traceId) => newest.current.open(traceId),
    });
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [points, scheme]);
  const failed = points.filter(([, , status]) => status !== "success").length;
  return (
    <div
      ref={place}
      role="img"
      aria-label={`${points.length} traces, ${failed} of them failed, by start and duration; the list below has them too`}
      className={styles["plot"]}
    >
      <div ref={tip} className={styles["tip"]} />
    </div>
  );
}

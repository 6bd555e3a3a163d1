import type { TracePoint } from "@steptrace/server/client";
import uPlot from "uplot";
import { formatMilliseconds } from "../format/format-duration.js";
import { formatTime } from "../format/format-time.js";
import { colorsOf } from "../ui/use-scheme.js";
import { cutText, visibleLine } from "../ui/visible-text.js";
import { type Brushed, brushed } from "./brushed.js";
import { drawPoints } from "./draw-points.js";
import { nearestPoint } from "./nearest-point.js";
import { tickTexts } from "./tick-texts.js";

interface PlotOptions {
  /** Newest first. */
  readonly points: readonly TracePoint[];
  readonly from: Date;
  readonly to: Date;
  readonly choose: (chosen: Brushed) => void;
  readonly open: (traceId: string) => void;
}

const FONT = "12px system-ui, sans-serif";
const NEAR_PX = 14;
/** Characters of a skill that are shown beside a point. */
const MOST_NAME = 60;
/** Less than that is a click, not a rectangle. */
const LEAST_DRAG_PX = 5;

/** A plot of traces in an element, with a text for the point beside the pointer. */
export function createPlot(element: HTMLElement, tip: HTMLElement, options: PlotOptions): uPlot {
  const { from, to } = options;
  // uPlot wants ascending times; a duration of 0 has no place on a logarithmic scale.
  const points = options.points
    .toReversed()
    .map(([at, ms, status, id, skill]) => ({ at, ms: Math.max(ms, 1), status, id, skill }));
  const colors = colorsOf(element, ["success", "failed", "timeout", "running", "text-muted", "line"]);
  const axis = {
    stroke: colors["text-muted"],
    font: FONT,
    grid: { stroke: colors.line, width: 1 },
    ticks: { show: false },
  };
  let near = -1;
  const placeOf = (plot: uPlot, index: number, canvas: boolean) => ({
    x: plot.valToPos((points[index]?.at ?? 0) / 1000, "x", canvas),
    y: plot.valToPos(points[index]?.ms ?? 1, "y", canvas),
  });
  const point = (plot: uPlot) => {
    const { left = -1, top = -1 } = plot.cursor;
    near =
      left < 0
        ? -1
        : nearestPoint(points.length, (index) => placeOf(plot, index, false), { x: left, y: top }, NEAR_PX);
    const found = points[near];
    tip.toggleAttribute("data-shown", found !== undefined);
    plot.over.style.cursor = found === undefined ? "" : "pointer";
    if (found === undefined) return;
    tip.textContent = `${visibleLine(cutText(found.skill, MOST_NAME))}\n${formatMilliseconds(found.ms)} · ${found.status}\n${formatTime(new Date(found.at))}`;
    const { x, y } = placeOf(plot, near, false);
    const [left0, top0] = [plot.over.offsetLeft + x, plot.over.offsetTop + y];
    const isRight = left0 > element.clientWidth / 2;
    tip.style.transform = `translate(${isRight ? -100 : 0}%, -50%)`;
    tip.style.left = `${left0 + (isRight ? -14 : 14)}px`;
    tip.style.top = `${Math.max(top0, 24)}px`;
  };
  const select = (plot: uPlot) => {
    const { left, top, width, height } = plot.select;
    if (width < LEAST_DRAG_PX && height < LEAST_DRAG_PX) return;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    const isWide = width >= plot.over.clientWidth - 1;
    const isHigh = height >= plot.over.clientHeight - 1;
    const times = isWide
      ? ([from.getTime() / 1000, to.getTime() / 1000] as const)
      : ([plot.posToVal(left, "x"), plot.posToVal(left + width, "x")] as const);
    const durations = [plot.posToVal(top + height, "y"), plot.posToVal(top, "y")] as const;
    options.choose(brushed(times, isHigh ? undefined : durations));
  };
  const plot: uPlot = new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      legend: { show: false },
      padding: [8, 12, 0, 0],
      cursor: {
        x: false,
        y: false,
        points: { show: false },
        drag: { x: true, y: true, uni: 24, setScale: false },
      },
      scales: {
        x: { time: true, range: [from.getTime() / 1000, to.getTime() / 1000] },
        y: {
          distr: 3,
          range: (_plot, least, most) => [Math.max(least * 0.7, 0.7), Math.max(most * 1.4, 10)],
        },
      },
      axes: [
        {
          ...axis,
          size: 44,
          space: 70,
          values: (_plot, seconds, _axis, _space, step) => [...tickTexts(seconds, step)],
        },
        {
          ...axis,
          size: 64,
          filter: (_plot, splits) => splits,
          splits: (_plot, _axis, least, most) => powersOfTen(least, most),
          values: (_plot, values) => values.map(formatMilliseconds),
        },
      ],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: {
        draw: [
          (drawn) =>
            drawPoints(
              drawn.ctx,
              points.map(({ status }, index) => ({ ...placeOf(drawn, index, true), status })),
              colors,
              devicePixelRatio,
            ),
        ],
        setCursor: [point],
        setSelect: [select],
      },
    },
    [points.map(({ at }) => at / 1000), points.map(({ ms }) => ms)],
    element,
  );
  plot.over.addEventListener("click", () => {
    const found = points[near];
    if (found !== undefined && plot.select.width < LEAST_DRAG_PX) options.open(found.id);
  });
  return plot;
}

function powersOfTen(least: number, most: number): number[] {
  const first = Math.ceil(Math.log10(least));
  const count = Math.max(0, Math.floor(Math.log10(most)) - first + 1);
  return Array.from({ length: count }, (_, place) => 10 ** (first + place));
}

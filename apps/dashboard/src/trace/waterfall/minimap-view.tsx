import { MinimapCell, minimap, type WaterfallRows } from "@steptrace/core/browser";
import { type PointerEvent, type ReactElement, useEffect, useRef, useState } from "react";
import { isWhole, type TimeWindow, wholeWindow } from "../axis/time-window.js";
import { dragged, type Grip, gripAt } from "./brush.js";
import { useTheme } from "./use-theme.js";
import { useWidth } from "./use-width.js";
import css from "./waterfall.module.css";

const HEIGHT = 56;
/** Of a row, in CSS pixels. */
const THICKEST = 6;
/** A drag that is shorter is a click, in CSS pixels. */
const LEAST_DRAG = 3;

interface Drag {
  readonly grip: Grip;
  readonly start: number;
  readonly startX: number;
  readonly window: TimeWindow;
}

/** The whole trace in little, with the window of time that is drawn beneath it, to be moved by hand. */
export function MinimapView({
  rows,
  axisUs,
  window,
  onWindow,
}: {
  readonly rows: WaterfallRows;
  readonly axisUs: number;
  readonly window: TimeWindow;
  /** @param isDone whether the hand has let go */
  readonly onWindow: (window: TimeWindow, isDone: boolean) => void;
}): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(frame);
  const theme = useTheme();
  const [drag, setDrag] = useState<Drag>();
  // The theme is in the colours, which are read when it is drawn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: so it is drawn anew when the theme changes
  useEffect(() => {
    if (canvas.current !== null && width > 0) draw(canvas.current, rows, axisUs, width);
  }, [rows, axisUs, width, theme]);

  const partOf = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const begin = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = partOf(event);
    setDrag({ grip: gripAt(start, window, axisUs), start, startX: event.clientX, window });
  };
  const go = (event: PointerEvent, isDone: boolean): void => {
    if (drag === undefined) return;
    if (isDone) setDrag(undefined);
    const isClick = Math.abs(event.clientX - drag.startX) < LEAST_DRAG;
    // A click beside the window shows the whole again.
    if (isClick && isDone && drag.grip === "new") onWindow(wholeWindow(axisUs), true);
    else if (!isClick) onWindow(dragged(drag.grip, drag.window, drag.start, partOf(event), axisUs), isDone);
    else if (isDone) onWindow(drag.window, true);
  };
  const left = (window.fromUs / axisUs) * 100;
  const right = (window.toUs / axisUs) * 100;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for hands; for keys there are those that zoom and pan
    <div
      ref={frame}
      className={css["minimap"]}
      data-grip={drag?.grip}
      onPointerDown={begin}
      onPointerMove={(event) => go(event, false)}
      onPointerUp={(event) => go(event, true)}
      onPointerCancel={() => setDrag(undefined)}
      onDoubleClick={() => onWindow(wholeWindow(axisUs), true)}
    >
      <canvas
        ref={canvas}
        className={css["minimapCanvas"]}
        role="img"
        aria-label="The whole trace in little"
      />
      {!isWhole(window, axisUs) && (
        <>
          <div className={css["shade"]} style={{ left: 0, width: `${left}%` }} />
          <div className={css["shade"]} style={{ left: `${right}%`, right: 0 }} />
          <div className={css["brush"]} style={{ left: `${left}%`, width: `${right - left}%` }} />
        </>
      )}
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, rows: WaterfallRows, axisUs: number, width: number): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const map = minimap(rows, { axisUs, width, height: HEIGHT });
  const style = getComputedStyle(canvas);
  const colours: Readonly<Record<number, string>> = {
    [MinimapCell.step]: style.color,
    // No text is written here: its colour carries the other one, worked out for the theme.
    [MinimapCell.failed]: style.caretColor,
  };
  canvas.width = width;
  canvas.height = HEIGHT;
  // Few rows would be beams: they stand in the middle, as thin as in a list.
  const line = map.height === 0 ? 0 : Math.min(THICKEST, HEIGHT / map.height);
  const top = Math.round((HEIGHT - line * map.height) / 2);
  // Few rows stay apart; many would hide behind the gaps between them.
  const gap = line > 3 ? 1 : 0;
  for (const kind of [MinimapCell.step, MinimapCell.failed]) {
    context.fillStyle = colours[kind] ?? "";
    for (let row = 0; row < map.height; row += 1) {
      const y = top + Math.round(row * line);
      const height = Math.max(1, Math.round(line) - gap);
      // A failure among fifty thousand steps would be one dot.
      const more = kind === MinimapCell.failed && height < 3 ? 1 : 0;
      fillRuns(map.cells.subarray(row * width, (row + 1) * width), kind, (from, to) =>
        context.fillRect(from - more, y - more, to - from + 2 * more, height + 2 * more),
      );
    }
  }
}

/** Cells of a kind that stand beside each other, at once. */
function fillRuns(cells: Uint8Array, kind: number, fill: (from: number, to: number) => void): void {
  let from = cells.indexOf(kind);
  while (from >= 0) {
    let to = from + 1;
    while (cells[to] === kind) to += 1;
    fill(from, to);
    from = cells.indexOf(kind, to);
  }
}

import { type PointerEvent, type RefObject, useRef, useState } from "react";
import { fitWindow, type TimeWindow } from "../axis/time-window.js";

/** A drag that is shorter is a click, in CSS pixels. */
const LEAST_DRAG = 5;

/** What of the time axis is being selected, as CSS says it. */
interface Selection {
  readonly left: string;
  readonly width: string;
}

export interface ZoomDrag {
  readonly selection: Selection | undefined;
  readonly onPointerDown: (event: PointerEvent) => void;
  /** Whether the last press was a drag, so that its click is none. */
  readonly wasDrag: () => boolean;
}

/** Zooms to what a mouse is drawn across, over the bars or above them. A finger scrolls. */
export function useZoomDrag({
  axis,
  window: view,
  axisUs,
  onWindow,
}: {
  readonly axis: RefObject<HTMLElement | null>;
  readonly window: TimeWindow;
  readonly axisUs: number;
  readonly onWindow: (window: TimeWindow, isDone: boolean) => void;
}): ZoomDrag {
  const [selection, setSelection] = useState<Selection>();
  const dragged = useRef(false);
  const onPointerDown = (event: PointerEvent): void => {
    dragged.current = false;
    const box = axis.current?.getBoundingClientRect();
    const isMouse = event.pointerType === "mouse" && event.button === 0;
    if (!isMouse || box === undefined || event.clientX < box.left || event.clientX > box.right) return;
    const partOf = (x: number): number => Math.min(1, Math.max(0, (x - box.left) / box.width));
    const startX = event.clientX;
    const listening = new AbortController();
    const { signal } = listening;
    const between = (x: number): readonly [number, number] => {
      const parts = [partOf(startX), partOf(x)] as const;
      return [Math.min(...parts), Math.max(...parts)];
    };
    const move = ({ clientX }: MouseEvent): void => {
      if (Math.abs(clientX - startX) < LEAST_DRAG) return;
      dragged.current = true;
      const [left, right] = between(clientX);
      setSelection({ left: `${left * 100}%`, width: `${(right - left) * 100}%` });
    };
    const end = ({ clientX }: MouseEvent): void => {
      listening.abort();
      setSelection(undefined);
      if (!dragged.current) return;
      const length = view.toUs - view.fromUs;
      const [left, right] = between(clientX);
      onWindow(
        fitWindow({ fromUs: view.fromUs + left * length, toUs: view.fromUs + right * length }, axisUs),
        true,
      );
    };
    document.addEventListener("pointermove", move, { signal });
    document.addEventListener("pointerup", end, { signal });
    document.addEventListener("pointercancel", () => listening.abort(), { signal });
    // Else the names would be selected as text.
    event.preventDefault();
    axis.current?.closest<HTMLElement>("[role=treegrid]")?.focus({ preventScroll: true });
  };
  return { selection, onPointerDown, wasDrag: () => dragged.current };
}

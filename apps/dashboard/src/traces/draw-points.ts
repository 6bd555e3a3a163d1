import type { TraceStatus } from "@steptrace/core/browser";

type Draw = (context: CanvasRenderingContext2D, x: number, y: number, size: number) => void;

/** The shapes of `StatusMark`, on a canvas: success is a disc, failed a cross, timeout a triangle, running a ring. */
const SHAPES: Readonly<Record<TraceStatus, Draw>> = {
  success: (context, x, y, size) => {
    context.beginPath();
    context.arc(x, y, size * 0.8, 0, 2 * Math.PI);
    context.fill();
  },
  failed: (context, x, y, size) => {
    context.beginPath();
    context.moveTo(x - size, y - size);
    context.lineTo(x + size, y + size);
    context.moveTo(x + size, y - size);
    context.lineTo(x - size, y + size);
    context.stroke();
  },
  timeout: (context, x, y, size) => {
    context.beginPath();
    context.moveTo(x, y - size * 1.1);
    context.lineTo(x + size * 1.1, y + size * 0.9);
    context.lineTo(x - size * 1.1, y + size * 0.9);
    context.closePath();
    context.fill();
  },
  running: (context, x, y, size) => {
    context.beginPath();
    context.arc(x, y, size * 0.8, 0, 2 * Math.PI);
    context.stroke();
  },
};

/** Draws traces as points, those that failed over the others. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  points: readonly { readonly x: number; readonly y: number; readonly status: TraceStatus }[],
  colors: Readonly<Record<TraceStatus, string>>,
  scale: number,
): void {
  context.save();
  context.lineWidth = 1.8 * scale;
  for (const status of ["success", "running", "timeout", "failed"] as const) {
    context.fillStyle = colors[status];
    context.strokeStyle = colors[status];
    context.globalAlpha = status === "success" ? 0.55 : 0.95;
    for (const point of points) {
      if (point.status === status) SHAPES[status](context, point.x, point.y, 4 * scale);
    }
  }
  context.restore();
}

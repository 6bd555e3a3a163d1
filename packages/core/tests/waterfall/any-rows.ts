import * as fc from "fast-check";
import { type WaterfallRows, waterfallRows } from "../../src/waterfall/waterfall-rows.js";

/** A step of which only what a waterfall needs is said. */
export interface StepLine {
  readonly id?: number;
  readonly parentId?: number;
  readonly startUs: number;
  readonly durationUs: number;
  readonly flags?: number;
}

/** Rows of these steps. */
export function rowsOf(...steps: readonly StepLine[]): WaterfallRows {
  return waterfallRows({
    name: steps.map(() => 0),
    id: steps.map(({ id }) => id ?? 0),
    parentId: steps.map(({ parentId }) => parentId ?? 0),
    startUs: steps.map(({ startUs }) => startUs),
    durationUs: steps.map(({ durationUs }) => durationUs),
    flags: steps.map(({ flags }) => flags ?? 0),
  });
}

/** Steps of few ids, so that parents are met, missed, and run in circles; of times that touch and cross. */
export const anySteps: fc.Arbitrary<readonly StepLine[]> = fc.array(
  fc.record({
    id: fc.nat(8),
    parentId: fc.nat(8),
    startUs: fc.nat(20),
    durationUs: fc.nat(20),
    flags: fc.constantFrom(0, 0, 1),
  }),
  { maxLength: 12 },
);

export const anyRows: fc.Arbitrary<WaterfallRows> = anySteps.map((steps) => rowsOf(...steps));

/** Steps one in another, each a microsecond shorter than the one around it. */
export function nestedRows(count: number, depth: number): WaterfallRows {
  return rowsOf(
    ...Array.from({ length: count }, (_, place) => ({
      id: place + 1,
      parentId: place % depth === 0 ? 0 : place,
      startUs: place,
      durationUs: 2 * (depth - (place % depth)),
    })),
  );
}

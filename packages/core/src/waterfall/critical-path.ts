import type { WaterfallRows } from "./waterfall-rows.js";

/** Parts of steps that held the trace up, column by column, in the order of time; none lies over another. */
export interface CriticalPath {
  /** The row of the step. */
  readonly row: Uint32Array;
  /** Microseconds since the trace's start. */
  readonly startUs: Float64Array;
  /** Microseconds since the trace's start; after `startUs`. */
  readonly endUs: Float64Array;
}

/** Steps of other systems know whole milliseconds: one that waited for another may seem to begin a little before its end. */
const COARSE_US = 1000;

/**
 * The steps, and the parts of them, that determined when the trace ended: had one of them been shorter, the trace would have
 * been. Walks back from the end of the last step: a step waited for the last of those in it to end, that for the last in itself,
 * and before it began, for the last to have ended by then; what remains of a step is its own. Moments in which no step ran are in
 * no part. What runs on after the step that it ran in had ended is
 * left out: that one did not wait for it.
 *
 * @see Uber's CRISP and Jaeger's critical path. Zhang, Z. et al. (2022): CRISP: Critical Path Analysis of Large-Scale Microservice
 * Architectures. USENIX ATC 2022. https://www.jaegertracing.io/docs/latest/frontend-ui/
 */
export function criticalPath(rows: WaterfallRows): CriticalPath {
  const walk = new Walk(rows);
  walk.run();
  return walk.path();
}

/** The tree of rows as the walk sees it: steps cut to those that they ran in, under one root, which is the trace itself. */
class Walk {
  readonly #rows: WaterfallRows;
  readonly #fromUs: Float64Array;
  readonly #toUs: Float64Array;
  /** By row (the root's is one more than the rows): of those in it that were not looked at, the last to end. */
  readonly #last: Int32Array;
  /** By row: the one beside it that ended before. */
  readonly #previous: Int32Array;
  readonly #parts: Part[] = [];
  /** The moment that the walk has come back to. */
  #momentUs = Number.POSITIVE_INFINITY;

  constructor(rows: WaterfallRows) {
    const { count, startUs } = rows;
    this.#rows = rows;
    this.#fromUs = startUs.slice();
    this.#toUs = new Float64Array(count);
    this.#last = new Int32Array(count + 1).fill(-1);
    this.#previous = new Int32Array(count).fill(-1);
    this.#cutToParents();
    this.#link();
  }

  /** A parent stands before those that ran in it, and so is cut before them. */
  #cutToParents(): void {
    const { count, parent, startUs, durationUs } = this.#rows;
    const [from, to] = [this.#fromUs, this.#toUs];
    for (let row = 0; row < count; row += 1) {
      const above = parent[row] as number;
      to[row] = (startUs[row] as number) + (durationUs[row] as number);
      if (above < 0) continue;
      from[row] = Math.max(from[row] as number, from[above] as number);
      to[row] = Math.min(to[row] as number, to[above] as number);
    }
  }

  /** Of those that end together, the first to begin is the last: it is what was waited for all the time. */
  #link(): void {
    const to = this.#toUs;
    const isMixed = new Set<number>();
    for (let row = 0; row < this.#rows.count; row += 1) {
      const parent = this.#parentOf(row);
      const before = this.#last[parent] as number;
      // Steps one after another, as most are, end in the order in which they begin.
      if (before >= 0 && (to[before] as number) >= (to[row] as number)) isMixed.add(parent);
      this.#previous[row] = before;
      this.#last[parent] = row;
    }
    for (const parent of isMixed) this.#sort(parent);
  }

  #sort(parent: number): void {
    const to = this.#toUs;
    const rows: number[] = [];
    for (let row = this.#last[parent] as number; row >= 0; row = this.#previous[row] as number)
      rows.push(row);
    rows.sort((a, b) => (to[a] as number) - (to[b] as number) || b - a);
    this.#last[parent] = -1;
    for (const row of rows) {
      this.#previous[row] = this.#last[parent] as number;
      this.#last[parent] = row;
    }
  }

  #parentOf(row: number): number {
    const parent = this.#rows.parent[row] as number;
    return parent < 0 ? this.#rows.count : parent;
  }

  run(): void {
    const root = this.#rows.count;
    let row = root;
    for (;;) {
      const child = this.#takeLast(row);
      if (child >= 0) {
        this.#goBackTo(this.#toUs[child] as number, row);
        row = child;
      } else if (row === root) {
        return;
      } else {
        this.#goBackTo(this.#fromUs[row] as number, row);
        row = this.#parentOf(row);
      }
    }
  }

  /** The last child to end of those that had ended by now. One that had not, held nobody up at any moment before either. */
  #takeLast(row: number): number {
    let child = this.#last[row] as number;
    while (child >= 0 && !this.#isWaitedFor(child)) child = this.#previous[child] as number;
    this.#last[row] = child < 0 ? child : (this.#previous[child] as number);
    return child;
  }

  #isWaitedFor(row: number): boolean {
    const isCoarse = (this.#rows.durationUs[row] as number) % COARSE_US === 0;
    const [fromUs, toUs] = [this.#fromUs[row] as number, this.#toUs[row] as number];
    // Not where nothing is left of it when it is cut.
    return fromUs < Math.min(toUs, this.#momentUs) && toUs <= this.#momentUs + (isCoarse ? COARSE_US : 0);
  }

  /** What lies between was the row's own. */
  #goBackTo(momentUs: number, row: number): void {
    if (momentUs >= this.#momentUs) return;
    if (row < this.#rows.count) this.#parts.push({ row, startUs: momentUs, endUs: this.#momentUs });
    this.#momentUs = momentUs;
  }

  path(): CriticalPath {
    const parts = this.#parts.toReversed();
    const row = new Uint32Array(parts.length);
    const startUs = new Float64Array(parts.length);
    const endUs = new Float64Array(parts.length);
    for (const [index, part] of parts.entries()) {
      row[index] = part.row;
      startUs[index] = part.startUs;
      endUs[index] = part.endUs;
    }
    return { row, startUs, endUs };
  }
}

interface Part {
  readonly row: number;
  readonly startUs: number;
  readonly endUs: number;
}

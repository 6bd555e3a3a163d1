import type { Column, StepColumns } from "./step-columns.js";

const NONE = -1;

/** The order in which steps are read: by row, the place of the step, the row of its parent (-1 for none), and its depth. */
export interface ReadingOrder {
  readonly step: Uint32Array;
  readonly parent: Int32Array;
  readonly depth: Uint32Array;
}

/** Each step followed by those that ran in it, siblings by their start; what runs in a circle comes last. No recursion. */
export function readingOrder(steps: StepColumns): ReadingOrder {
  const byStart = orderOf(steps.startUs);
  const children = new ChildLists(steps, byStart);
  const order = new OrderWriter(children, byStart.length);
  // By index, here and below: an iterator takes several times as long.
  for (let index = 0; index < byStart.length; index += 1) {
    const place = byStart[index] as number;
    if (children.isTop(place)) order.addTree(place);
  }
  // What is left has a parent, and is in no tree: it runs in a circle.
  for (let index = 0; order.isOpen && index < byStart.length; index += 1)
    order.addTree(byStart[index] as number);
  return order;
}

/** Places in ascending order of their values; those of equal value as they stand. */
function orderOf(values: Column): Uint32Array {
  const order = new Uint32Array(values.length);
  let isAscending = true;
  for (let place = 0; place < order.length; place += 1) {
    order[place] = place;
    if (place > 0 && (values[place - 1] as number) > (values[place] as number)) isAscending = false;
  }
  return isAscending ? order : order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}

/** The steps of each parent as a linked list, the last to start first. */
class ChildLists {
  readonly #slots = new Map<number, number>();
  readonly #ids: Column;
  /** By slot. */
  readonly #last: Int32Array;
  /** By place. */
  readonly #previous: Int32Array;
  readonly #top: Uint8Array;

  constructor({ id, parentId }: StepColumns, byStart: Uint32Array) {
    this.#ids = id;
    for (let place = 0; place < byStart.length; place += 1) {
      const own = id[place] as number;
      if (own !== 0 && !this.#slots.has(own)) this.#slots.set(own, this.#slots.size);
    }
    this.#last = new Int32Array(this.#slots.size).fill(NONE);
    this.#previous = new Int32Array(byStart.length).fill(NONE);
    this.#top = new Uint8Array(byStart.length);
    for (let index = 0; index < byStart.length; index += 1) {
      const place = byStart[index] as number;
      const parent = parentId[place] as number;
      this.#add(place, parent === 0 ? undefined : this.#slots.get(parent));
    }
  }

  #add(place: number, slot: number | undefined): void {
    if (slot === undefined) {
      this.#top[place] = 1;
      return;
    }
    this.#previous[place] = this.#last[slot] as number;
    this.#last[slot] = place;
  }

  /** Whether it has no parent among the steps. */
  isTop(place: number): boolean {
    return this.#top[place] === 1;
  }

  /** The last of those that ran in a step, once: of several steps with the same id, the first that is read has them. */
  takeLast(place: number): number {
    const slot = this.#slots.get(this.#ids[place] as number);
    if (slot === undefined) return NONE;
    const last = this.#last[slot] as number;
    this.#last[slot] = NONE;
    return last;
  }

  previous(place: number): number {
    return this.#previous[place] as number;
  }
}

class OrderWriter implements ReadingOrder {
  readonly step: Uint32Array;
  readonly parent: Int32Array;
  readonly depth: Uint32Array;
  readonly #children: ChildLists;
  #count = 0;
  readonly #isRead: Uint8Array;
  /** Places that are still to be read, the next one last: each step comes here once as a child, and one as a root. */
  readonly #open: Uint32Array;
  #openCount = 0;
  /** By place: the row that it runs in. */
  readonly #within: Int32Array;

  constructor(children: ChildLists, count: number) {
    this.#children = children;
    this.step = new Uint32Array(count);
    this.parent = new Int32Array(count);
    this.depth = new Uint32Array(count);
    this.#isRead = new Uint8Array(count);
    this.#open = new Uint32Array(count + 1);
    this.#within = new Int32Array(count).fill(NONE);
  }

  /** Whether there are steps that were not read. */
  get isOpen(): boolean {
    return this.#count < this.step.length;
  }

  addTree(root: number): void {
    this.#open[0] = root;
    this.#openCount = 1;
    while (this.#openCount > 0) {
      this.#openCount -= 1;
      this.#read(this.#open[this.#openCount] as number);
    }
  }

  #read(place: number): void {
    if (this.#isRead[place] === 1) return;
    const row = this.#count;
    const parent = this.#within[place] as number;
    this.#count += 1;
    this.#isRead[place] = 1;
    this.step[row] = place;
    this.parent[row] = parent;
    this.depth[row] = parent === NONE ? 0 : (this.depth[parent] as number) + 1;
    let child = this.#children.takeLast(place);
    for (; child !== NONE; child = this.#children.previous(child)) {
      if (this.#isRead[child] === 1) continue;
      this.#within[child] = row;
      this.#open[this.#openCount] = child;
      this.#openCount += 1;
    }
  }
}

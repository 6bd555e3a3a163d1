/** What is held in memory at most. */
export interface RoomLimits {
  /** Rows, those under way included. */
  readonly rows: number;
  /** Characters that they may have together; a row that comes when there are fewer may exceed it. */
  readonly length: number;
}

/** Who asks for room. */
export interface Guest {
  /** When to give up waiting, by the clock of `performance.now()`. */
  readonly deadline: number;
  /** There is room, and it is reserved. */
  enter(): void;
  reject(error: unknown): void;
}

/** Bounds what is held in memory: where there is no room, one waits for it, in the order of coming. */
export class Room {
  readonly #limits: RoomLimits;
  #waiting: Guest[] = [];
  #rows = 0;
  #length = 0;

  constructor(limits: RoomLimits) {
    this.#limits = limits;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  ask(guest: Guest): void {
    if (this.#waiting.length > 0 || !this.#hasRoom) this.#waiting.push(guest);
    else this.#enter(guest);
  }

  /** Says how long the row is that has entered. */
  fill(length: number): void {
    this.#length += length;
  }

  /** @param length what it was filled with */
  leave(length: number): void {
    this.#rows -= 1;
    this.#length -= length;
    this.#admit();
  }

  /** Rejects those who have waited until their deadline. */
  expire(now: number, error: unknown): void {
    const late = this.#waiting.filter((guest) => guest.deadline <= now);
    this.#waiting = this.#waiting.filter((guest) => guest.deadline > now);
    for (const guest of late) guest.reject(error);
  }

  get #hasRoom(): boolean {
    return this.#rows < this.#limits.rows && this.#length < this.#limits.length;
  }

  #admit(): void {
    while (this.#waiting.length > 0 && this.#hasRoom) this.#enter(this.#waiting.shift() as Guest);
  }

  #enter(guest: Guest): void {
    this.#rows += 1;
    guest.enter();
  }
}

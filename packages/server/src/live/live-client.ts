const encoder = new TextEncoder();
/** Bytes that may wait to be read before no more are fetched. */
const MOST_WAITING = 256 * 1024;

/**
 * One who watches, as the body of an answer. Who reads slowly is waited for: what happens meanwhile stays where it is kept, and not
 * in memory once for each. Who does not read at all is dropped, and comes back with the id of the last message that arrived.
 */
export class LiveClient {
  readonly body: ReadableStream<Uint8Array>;
  readonly #onGone: () => void;
  readonly #hangUp: () => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #readOn: () => void = () => {};
  #roomBefore = Number.POSITIVE_INFINITY;

  /** @param hangUp closes the connection, where one can: what waits to be read is let go of with it */
  constructor(onGone: () => void, hangUp: () => void) {
    this.#onGone = onGone;
    this.#hangUp = hangUp;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#readOn(),
        cancel: () => this.#end(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
    );
  }

  /** Resolves when there is room for more, or the client is gone. */
  async send(text: string): Promise<void> {
    this.#controller?.enqueue(encoder.encode(text));
    if (this.#room > 0) return;
    await new Promise<void>((resolve) => {
      this.#readOn = resolve;
    });
  }

  /** Shows that the connection lives, from time to time. One that has read nothing since the last time, though much waits, is dropped. */
  beat(): void {
    const room = this.#room;
    if (room > 0) this.#controller?.enqueue(encoder.encode(": still there\n\n"));
    else if (room === this.#roomBefore) this.drop();
    this.#roomBefore = room;
  }

  /** Ends the answer, after what waits to be read. */
  end(): void {
    this.#controller?.close();
    this.#end();
  }

  /** Ends the answer at once. */
  drop(): void {
    if (this.#controller === undefined) return;
    this.end();
    this.#hangUp();
  }

  /** Bytes; 0 or less where much waits to be read. */
  get #room(): number {
    return this.#controller === undefined ? Number.POSITIVE_INFINITY : (this.#controller.desiredSize ?? 0);
  }

  #end(): void {
    if (this.#controller === undefined) return;
    this.#controller = undefined;
    this.#readOn();
    this.#onGone();
  }
}

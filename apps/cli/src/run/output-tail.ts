/** The end of a stream of bytes, and no more memory than that. */
export class OutputTail {
  readonly #maxBytes: number;
  #bytes = Buffer.alloc(0);
  #isCut = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(chunk: Buffer): void {
    const all = Buffer.concat([this.#bytes, chunk.subarray(-this.#maxBytes)]);
    this.#isCut ||= this.#bytes.length + chunk.length > this.#maxBytes;
    this.#bytes = all.subarray(-this.#maxBytes);
  }

  /** The lines that are in it whole; of a line longer than all of it, the end. Bytes that are no UTF-8 become U+FFFD. */
  lines(): readonly string[] {
    const lines = this.#bytes.toString("utf8").split(/\r\n|\n|\r/);
    return this.#isCut && lines.length > 1 ? lines.slice(1) : lines;
  }
}

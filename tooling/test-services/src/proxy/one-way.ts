import type { Socket } from "node:net";
import type { Cut, Ending, Faults } from "./faults.js";
import { splitBytes } from "./split-bytes.js";

/** What happened to the bytes of one direction. */
export interface Traffic {
  /** Bytes that went on to the other end. */
  readonly passedBytes: number;
  /** Bytes that wait for their delay to be over. */
  readonly heldBytes: number;
  /** Bytes that were swallowed. */
  readonly swallowedBytes: number;
}

/** Bytes that are held back at most; then the sender has to wait, as for any receiver that does not read. */
const MOST_HELD_BYTES = 16 * 1024 * 1024;
/** Time for the other end to read the last bytes before its connection is cut. */
const PAUSE_BEFORE_CUT_MS = 5;

interface Piece {
  /** Absent for the end of the connection. */
  readonly bytes: Buffer | undefined;
  /** By `performance.now()`. */
  readonly dueMs: number;
}

/** Carries the bytes of a connection in one direction, with the faults that the direction has at the moment. */
export class OneWay {
  readonly #source: Socket;
  readonly #sink: Socket;
  readonly #faults: () => Faults;
  readonly #cutConnection: (ending: Ending) => void;
  #held: Piece[] = [];
  #heldBytes = 0;
  #passedBytes = 0;
  #swallowedBytes = 0;
  #hasLost = false;
  #isStopped = false;
  #isBlocked = false;
  #timer: NodeJS.Timeout | undefined;
  #turn: NodeJS.Immediate | undefined;
  #cut: Cut | undefined;
  #bytesUntilCut = 0;

  constructor(source: Socket, sink: Socket, faults: () => Faults, cutConnection: (ending: Ending) => void) {
    this.#source = source;
    this.#sink = sink;
    this.#faults = faults;
    this.#cutConnection = cutConnection;
    source.on("data", (bytes) => this.#receive(bytes));
    source.on("end", () => this.#receive(undefined));
    sink.on("drain", () => {
      this.#isBlocked = false;
      this.#pass();
    });
  }

  get traffic(): Traffic {
    return {
      passedBytes: this.#passedBytes,
      heldBytes: this.#heldBytes,
      swallowedBytes: this.#swallowedBytes,
    };
  }

  /** Whether something was swallowed: what follows would be a stream with a hole in it, which TCP never delivers. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  /** Whether the other end may learn that this one was reset. */
  passReset(): boolean {
    if (this.#isSilent) this.#hasLost = true;
    return !this.#hasLost;
  }

  /** Swallows what is held back. */
  swallowHeld(): void {
    for (const { bytes } of this.#takeHeld()) this.#swallow(bytes);
  }

  /** Lets go at once, in its order, what is held back. */
  release(): void {
    this.#held = this.#held.map((piece) => ({ ...piece, dueMs: 0 }));
    this.#pass();
  }

  /** Passes nothing any more, and leaves no timer behind. */
  stop(): void {
    this.#isStopped = true;
    this.#takeHeld();
  }

  get #isSilent(): boolean {
    return this.#hasLost || this.#faults().isSilent;
  }

  #receive(bytes: Buffer | undefined): void {
    if (this.#isStopped) return;
    if (this.#isSilent) {
      this.#swallow(bytes);
      return;
    }
    const { delayMs, pieceBytes } = this.#faults();
    const dueMs = delayMs === 0 ? 0 : performance.now() + delayMs;
    const pieces = bytes === undefined ? [undefined] : splitBytes(bytes, pieceBytes);
    const isFirst = this.#held.length === 0;
    for (const piece of pieces) this.#held.push({ bytes: piece, dueMs });
    this.#heldBytes += bytes?.length ?? 0;
    if (this.#heldBytes > MOST_HELD_BYTES) this.#source.pause();
    if (isFirst) this.#pass();
  }

  #swallow(bytes: Buffer | undefined): void {
    this.#hasLost = true;
    this.#swallowedBytes += bytes?.length ?? 0;
  }

  /** Lets the first piece go as soon as it is due, and each of the others in a turn of the event loop of its own. */
  #pass(): void {
    if (this.#isStopped) return;
    const [first] = this.#held;
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    if (first === undefined || this.#isBlocked) return;
    const waitMs = first.dueMs - performance.now();
    if (waitMs > 0) {
      this.#timer = setTimeout(() => this.#pass(), Math.ceil(waitMs));
      return;
    }
    this.#held.shift();
    this.#heldBytes -= first.bytes?.length ?? 0;
    if (this.#heldBytes <= MOST_HELD_BYTES && this.#source.isPaused()) this.#source.resume();
    if (first.bytes === undefined) this.#sink.end();
    else this.#write(first.bytes);
    if (!this.#isStopped) this.#turn = setImmediate(() => this.#pass());
  }

  #write(bytes: Buffer): void {
    const { cut } = this.#faults();
    if (cut !== this.#cut) {
      this.#cut = cut;
      this.#bytesUntilCut = cut?.bytes ?? 0;
    }
    if (cut !== undefined && bytes.length >= this.#bytesUntilCut) {
      this.#writeLast(bytes.subarray(0, this.#bytesUntilCut), cut.ending);
      return;
    }
    this.#bytesUntilCut -= bytes.length;
    this.#passedBytes += bytes.length;
    this.#isBlocked = !this.#sink.write(bytes);
  }

  #writeLast(bytes: Buffer, ending: Ending): void {
    this.#passedBytes += bytes.length;
    this.stop();
    this.#sink.write(bytes);
    // A reset overtakes what was not read yet.
    this.#timer = setTimeout(() => this.#cutConnection(ending), PAUSE_BEFORE_CUT_MS);
  }

  #takeHeld(): readonly Piece[] {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    // What still comes has to be read for the connection to come to its end.
    this.#source.resume();
    return held;
  }
}

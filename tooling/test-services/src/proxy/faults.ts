/** Which way bytes go: to the server, or from it to the client. */
export type Direction = "toServer" | "toClient";

/** How a connection is cut: with RST, as by a machine that knows nothing of it, or with FIN, as if the other end had closed. */
export type Ending = "reset" | "end";

/** A cut after so many bytes, of each connection. */
export interface Cut {
  readonly bytes: number;
  readonly ending: Ending;
}

/** What is wrong with one direction. */
export interface Faults {
  /** Milliseconds from the arrival of bytes to their leaving. */
  readonly delayMs: number;
  /** Bytes that leave at once, at most. */
  readonly pieceBytes: number;
  /** Whether nothing leaves any more, the end of a connection included. */
  readonly isSilent: boolean;
  readonly cut: Cut | undefined;
}

export const NO_FAULTS: Faults = {
  delayMs: 0,
  pieceBytes: Number.POSITIVE_INFINITY,
  isSilent: false,
  cut: undefined,
};

/** Bytes as pieces of at most so many, in their order; of no bytes, none. */
export function splitBytes(bytes: Buffer, pieceBytes: number): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += pieceBytes)
    pieces.push(bytes.subarray(from, from + pieceBytes));
  return pieces;
}

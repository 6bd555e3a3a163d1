const POOL_BYTES = 4096;
const RANDOM_BYTES = 10;
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const UUID_V7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/**
 * A new UUID of version 7: 48 bits of the given time, 74 random bits.
 *
 * @param epochMs milliseconds since 1970, a whole number from 0 to 2^48 - 1
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.7
 */
export function uuidV7(epochMs: number): string {
  // One call for the randomness of many ids: a call costs more than the bytes.
  if (used + RANDOM_BYTES > POOL_BYTES) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const time = epochMs.toString(16).padStart(12, "0");
  const random = (index: number, mask = 0xff, bits = 0): string =>
    HEX[((pool[used + index] ?? 0) & mask) | bits] ?? "";
  const id =
    `${time.slice(0, 8)}-${time.slice(8)}-${random(0, 0x0f, 0x70)}${random(1)}-${random(2, 0x3f, 0x80)}${random(3)}-` +
    `${random(4)}${random(5)}${random(6)}${random(7)}${random(8)}${random(9)}`;
  used += RANDOM_BYTES;
  return id;
}

/** The time that a UUIDv7 carries, in milliseconds since 1970; `undefined` for any other text. */
export function uuidV7Time(id: string): number | undefined {
  const match = UUID_V7.exec(id);
  return match === null ? undefined : Number.parseInt(`${match[1]}${match[2]}`, 16);
}

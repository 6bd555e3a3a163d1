import { hash } from "node:crypto";

const HEX_DIGITS = 16;
const BITS = 64;

/**
 * The first 64 bits of a text's SHA-256, as the decimal text of a signed integer, which is what BIGINT takes. A
 * cryptographic hash, for messages may come from strangers: nobody can make two words that pass for the same one.
 */
export function hashText(text: string): string {
  return BigInt.asIntN(BITS, BigInt(`0x${hash("sha256", text).slice(0, HEX_DIGITS)}`)).toString();
}

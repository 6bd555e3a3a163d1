import type { Random } from "./random.js";

const HEX_DIGITS = 12;
const UUID_DIGITS = 32;
const UUID_PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
const ORDERS = 100_000;
const MOST_MS = 30_000;
const HOSTS = 40;
const STATUSES = [500, 502, 503, 504, 429];
const ATTEMPTS = 3;

/** What stands in a message for one failure alone, or for many: from identifiers to the few values of a status. */
export const VARIABLE_WORDS: readonly ((random: Random) => string)[] = [
  (random) => hex(random, HEX_DIGITS),
  (random) => hex(random, UUID_DIGITS).replace(UUID_PARTS, "$1-$2-$3-$4-$5"),
  (random) => `order-${random.integer(1, ORDERS)}`,
  (random) => `${random.integer(1, MOST_MS)}ms`,
  (random) => `host-${random.integer(1, HOSTS)}:5432`,
  (random) => String(random.pick(STATUSES)),
  (random) => `${random.integer(1, ATTEMPTS)}/${ATTEMPTS}`,
];

/** The last digit is a decimal one: a word without any would count as one of the template's. */
function hex(random: Random, digits: number): string {
  let text = "";
  while (text.length < digits - 1) text += random.integer(0, 15).toString(16);
  return text + random.integer(0, 9);
}

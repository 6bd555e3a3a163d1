const UNITS_MS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;
const BYTES_PER_UNIT = 1024;
const BYTE_UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** A time as a sentence has it: `<1 ms`, `12 ms`, `40 s`, `3 h`; rounded down. */
export function sayTime(ms: number): string {
  if (ms < 1) return "<1 ms";
  const unit = UNITS_MS.find(([, length]) => ms >= length);
  return unit === undefined ? `${Math.floor(ms)} ms` : `${Math.floor(ms / unit[1])} ${unit[0]}`;
}

/** A size as a sentence has it: `512 bytes`, `1.5 GiB`. */
export function sayBytes(bytes: number): string {
  const unit =
    bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(BYTES_PER_UNIT)), BYTE_UNITS.length - 1);
  const value = bytes / BYTES_PER_UNIT ** unit;
  return `${unit === 0 ? value : value.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

/** A number of things: `1 partition`, `1,200 rows`. */
export function sayCount(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${Math.round(count).toLocaleString("en")} ${count === 1 ? noun : plural}`;
}

/** A share: `83 %`. */
export function sayShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Names in a row, the rest by number: `a, b and 3 more`. */
export function sayNames(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

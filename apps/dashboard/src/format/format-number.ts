const THIN_SPACE = "\u202f";
const COMPACT_FROM = 100_000;

/** A count in full up to 99 999, with a thin space between thousands; else in short: `1.2 M`. */
export function formatCount(count: number): string {
  if (count < COMPACT_FROM) return grouped(count);
  for (const [size, unit] of [
    [1e9, "G"],
    [1e6, "M"],
  ] as const) {
    if (count >= size) return `${(count / size).toFixed(count >= 10 * size ? 0 : 1)}${THIN_SPACE}${unit}`;
  }
  return `${Math.round(count / 1000)}${THIN_SPACE}k`;
}

/** Every digit, with a thin space between thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
}

/** A share of 0 to 1 as a percentage that is 0 or 100 only where it is so: `0 %`, `<0.1 %`, `3.4 %`, `99.9 %`, `100 %`. */
export function formatShare(share: number | undefined): string {
  if (share === undefined || Number.isNaN(share)) return "–";
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent}${THIN_SPACE}%`;
  if (percent < 0.1) return `<0.1${THIN_SPACE}%`;
  if (percent > 99.9 && percent < 100) return `99.9${THIN_SPACE}%`;
  return `${percent < 10 ? trimmed(percent) : Math.round(percent)}${THIN_SPACE}%`;
}

/** A change as a share of what was: `+12 %`, `−3.5 %`, `±0 %`, in times from the double on: `×2.4`. */
export function formatChange(change: number): string {
  if (change >= 1) return `×${change >= 9 ? Math.round(change + 1) : trimmed(change + 1)}`;
  const percent = Math.abs(change * 100);
  if (percent < 0.05) return `±0${THIN_SPACE}%`;
  const said = percent < 10 ? trimmed(percent) : Math.round(percent);
  return `${change > 0 ? "+" : "−"}${said}${THIN_SPACE}%`;
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, "");
}

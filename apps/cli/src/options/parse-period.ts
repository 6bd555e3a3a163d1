const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A number and a unit, as `30s` or `1.5h`, in milliseconds; `undefined` for anything else. */
export function parsePeriod(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|[smhdw])$/.exec(text) ?? [];
  const factor = UNITS_MS[unit ?? ""];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

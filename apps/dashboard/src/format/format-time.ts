const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** How a moment is said: relative to when, and in which time zone (absent for that of the machine). */
export interface TimeView {
  readonly now: Date;
  readonly timeZone?: string;
}

/** `2025-11-16 12:00:05`, local time; "unknown" for what is no moment. */
export function formatTime(date: Date, timeZone?: string): string {
  if (Number.isNaN(date.getTime())) return "unknown";
  // Swedish writes dates as ISO does.
  return date.toLocaleString("sv-SE", { timeZone });
}

/** As {@link formatTime}, without what goes without saying: the year that it is, the day that it is, the seconds. */
export function formatMoment(date: Date, { now, timeZone }: TimeView): string {
  const said = formatTime(date, timeZone);
  const today = formatTime(now, timeZone);
  if (said === "unknown") return said;
  if (said.slice(0, 10) === today.slice(0, 10)) return said.slice(11, 16);
  return said.slice(0, 4) === today.slice(0, 4) ? said.slice(5, 16) : said.slice(0, 16);
}

/** How long ago, up to a week: `now`, `8 s ago`, `3 min ago`, `5 h ago`, `2 d ago`; else the local date. */
export function formatAge(date: Date, { now, timeZone }: TimeView): string {
  const age = now.getTime() - date.getTime();
  // A clock of another machine may be ahead by a little.
  if (age < SECOND_MS && age > -MINUTE_MS) return "now";
  if (age < 0 || age >= WEEK_MS || Number.isNaN(age)) return formatTime(date, timeZone).slice(0, 10);
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)} s ago`;
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`;
  return `${Math.floor(age / DAY_MS)} d ago`;
}

/** How long ago, within the hour: `8 s ago`; else the moment, as {@link formatMoment}. */
export function formatStart(date: Date, view: TimeView): string {
  const age = view.now.getTime() - date.getTime();
  return age < HOUR_MS && age > -MINUTE_MS ? formatAge(date, view) : formatMoment(date, view);
}

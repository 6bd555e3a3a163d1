/** What of time a partition holds: `2026-11` where it is a month, else from when to when, or that it holds the rest. */
export function monthText(from: string | undefined, to: string | undefined): string {
  if (from === undefined || to === undefined) return "what no other holds";
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first.endsWith("-01") && last === nextMonth(first)) return first.slice(0, 7);
  return `${first} to ${last}`;
}

function dayOf(moment: string): string {
  if (moment === "-infinity") return "the beginning";
  return moment === "infinity" ? "the end" : moment.slice(0, 10);
}

function nextMonth(day: string): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

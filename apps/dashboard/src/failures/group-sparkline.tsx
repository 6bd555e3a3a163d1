import type { Group } from "../api/queries.js";
import { formatMoment } from "../format/format-time.js";
import type { TimeRange } from "../time/time-range.js";
import { Sparkline } from "../ui/sparkline.js";

/** When the failures of a kind were, in 24 slices of the time. */
export function GroupSparkline({
  group: { sparkline, count },
  range: { from, to },
}: {
  readonly group: Pick<Group, "sparkline" | "count">;
  readonly range: TimeRange;
}) {
  const now = new Date();
  const since = from === undefined ? "the beginning" : formatMoment(from, { now });
  const until = to === undefined ? "now" : formatMoment(to, { now });
  return (
    <Sparkline
      slices={sparkline.map((failures) => ({ count: failures, failures }))}
      label={`${count} failures from ${since} to ${until}`}
    />
  );
}

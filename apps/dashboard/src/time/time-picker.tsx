import type { FormEvent } from "react";
import { useChangeSearch } from "../app/use-change-search.js";
import { formatMoment, formatTime } from "../format/format-time.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Popover } from "../ui/popover.js";
import styles from "./time-picker.module.css";
import { DEFAULT_RANGE, relativeRanges, resolveRange, type TimeSearch } from "./time-range.js";
import { useTime } from "./use-time.js";

/** Chooses the time that the pages are about: a length that ends now, or two moments. */
export function TimePicker() {
  const change = useChangeSearch();
  const search = useTime();
  const choose = ({ range, since, until }: TimeSearch) => change({ range, since, until });
  const label = labelOf(search, new Date());
  return (
    <Popover
      about={`Time: ${label}`}
      label={
        <>
          <Icon name="clock" />
          <span className={styles["label"]}>{label}</span>
          <Icon name="down" size={12} />
        </>
      }
    >
      {(close) => (
        <div className={styles["picker"]}>
          <ul aria-label="Up to now">
            {relativeRanges.map(({ range, label: name }) => (
              <li key={range}>
                <button
                  type="button"
                  aria-pressed={isChosen(search, range)}
                  onClick={() => {
                    choose({ range });
                    close();
                  }}
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
          <AbsoluteForm
            search={search}
            choose={(time) => {
              choose(time);
              close();
            }}
          />
        </div>
      )}
    </Popover>
  );
}

function AbsoluteForm({
  search,
  choose,
}: {
  readonly search: TimeSearch;
  readonly choose: (time: TimeSearch) => void;
}) {
  const now = new Date();
  const { from, to } = resolveRange(search, now);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [since, until] = [momentOf(form.get("since")), momentOf(form.get("until"))];
    if (since === undefined && until === undefined) return;
    const [first, last] = since && until && since > until ? [until, since] : [since, until];
    choose({ ...(first && { since: first }), ...(last && { until: last }) });
  };
  return (
    <form className={styles["absolute"]} onSubmit={submit}>
      <label>
        From
        <input type="datetime-local" name="since" step="1" defaultValue={localValue(from)} />
      </label>
      <label>
        To
        <input type="datetime-local" name="until" step="1" defaultValue={localValue(to ?? now)} />
      </label>
      <Button type="submit" look="main">
        Show this time
      </Button>
      <p>Times of {Intl.DateTimeFormat().resolvedOptions().timeZone}</p>
    </form>
  );
}

function isChosen({ range, since, until }: TimeSearch, one: string): boolean {
  return since === undefined && until === undefined && (range ?? DEFAULT_RANGE) === one;
}

function labelOf(search: TimeSearch, now: Date): string {
  const { since, until } = search;
  if (since === undefined && until === undefined)
    return relativeRanges.find(({ range }) => isChosen(search, range))?.label ?? "";
  const said = (moment: string) => formatMoment(new Date(moment), { now });
  if (until === undefined) return `Since ${said(since ?? "")}`;
  return since === undefined ? `Until ${said(until)}` : `${said(since)} – ${said(until)}`;
}

/** As a field of local date and time has it. */
function localValue(date: Date | undefined): string {
  return date === undefined ? "" : formatTime(date).replace(" ", "T");
}

function momentOf(value: FormDataEntryValue | null): string | undefined {
  const date = new Date(typeof value === "string" ? value : "");
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

import type { TraceFilter } from "../api/trace-filter.js";
import { useChangeSearch } from "../app/use-change-search.js";
import { formatMilliseconds } from "../format/format-duration.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Text } from "../ui/text.js";
import styles from "./filter-bar.module.css";

const NAMES: Readonly<Record<keyof TraceFilter, string>> = {
  skill: "skill",
  status: "status",
  executionId: "execution",
  minDuration: "at least",
  maxDuration: "at most",
  metadata: "metadata",
  text: "text",
};

/** What is filtered by, each to be taken away; nothing where nothing is. */
export function FilterChips({ filter }: { readonly filter: TraceFilter }) {
  const change = useChangeSearch();
  const given = (Object.keys(NAMES) as (keyof TraceFilter)[]).filter((key) => filter[key] !== undefined);
  if (given.length === 0) return null;
  return (
    <ul className={styles["chips"]} aria-label="Filters that are set">
      {given.map((key) => (
        <li key={key}>
          <button
            type="button"
            className={styles["chip"]}
            onClick={() => change({ [key]: undefined })}
            title="Take this filter away"
          >
            <span>{NAMES[key]}</span>
            <Text most={60}>{textOf(filter[key])}</Text>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      <li>
        <Button look="plain" onClick={() => change(Object.fromEntries(given.map((key) => [key, undefined])))}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}

function textOf(value: string | number | undefined): string {
  return typeof value === "number" ? formatMilliseconds(value) : (value ?? "");
}

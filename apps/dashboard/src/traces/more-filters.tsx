import { parseMetadata, type TraceFilter } from "../api/trace-filter.js";
import { useChangeSearch } from "../app/use-change-search.js";
import { formatMilliseconds, parseDuration } from "../format/format-duration.js";
import styles from "./filter-bar.module.css";
import { FilterField } from "./filter-field.js";

/** The filters that are needed now and then. */
export function MoreFilters({ filter }: { readonly filter: TraceFilter }) {
  const change = useChangeSearch();
  const said = (ms: number | undefined) => (ms === undefined ? "" : formatMilliseconds(ms).replace("<", ""));
  return (
    <div className={styles["line"]}>
      <FilterField
        label="Execution id"
        placeholder="Execution id"
        value={filter.executionId ?? ""}
        set={(value) => change({ executionId: value || undefined })}
      />
      <FilterField
        label="Metadata"
        placeholder="Metadata: key=value …"
        value={filter.metadata ?? ""}
        set={(value) => change({ metadata: value || undefined })}
        check={(value) =>
          value === "" || parseMetadata(value) !== undefined ? undefined : "As in region=eu attempt=2"
        }
      />
      <FilterField
        label="Took at least"
        placeholder="At least: 250 ms"
        value={said(filter.minDuration)}
        set={(value) => change({ minDuration: parseDuration(value) })}
        check={durationFault}
      />
      <FilterField
        label="Took at most"
        placeholder="At most: 2 m 30 s"
        value={said(filter.maxDuration)}
        set={(value) => change({ maxDuration: parseDuration(value) })}
        check={durationFault}
      />
    </div>
  );
}

function durationFault(value: string): string | undefined {
  return value === "" || parseDuration(value) !== undefined ? undefined : "As in 250 ms, 1.5 s, 2 m 30 s";
}

import type { TraceStatus } from "@steptrace/core/browser";
import { StatusMark } from "../ui/status-mark.js";
import styles from "./filter-bar.module.css";

const STATUSES: readonly TraceStatus[] = ["success", "failed", "timeout", "running"];

/** One status, or all. */
export function StatusFilter({
  status,
  set,
}: {
  readonly status: TraceStatus | undefined;
  readonly set: (status: TraceStatus | undefined) => void;
}) {
  return (
    <fieldset className={styles["statuses"]}>
      <legend className="only-heard">Status</legend>
      <button type="button" aria-pressed={status === undefined} onClick={() => set(undefined)}>
        All
      </button>
      {STATUSES.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={status === one}
          onClick={() => set(status === one ? undefined : one)}
        >
          <StatusMark status={one} />
        </button>
      ))}
    </fieldset>
  );
}

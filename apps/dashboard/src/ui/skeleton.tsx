import styles from "./skeleton.module.css";

/** What will be here is on its way: grey lines, as many as it may have. */
export function Skeleton({
  lines = 6,
  label = "Loading",
}: {
  readonly lines?: number;
  readonly label?: string;
}) {
  return (
    <div className={styles["skeleton"]} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that never change
        <div key={line} className={styles["line"]} />
      ))}
    </div>
  );
}

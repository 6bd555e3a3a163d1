import styles from "./segments.module.css";

/** One of a few, all of them to be seen. */
export function Segments<V extends string>({
  label,
  segments,
  value,
  choose,
}: {
  readonly label: string;
  readonly segments: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly choose: (value: V) => void;
}) {
  return (
    <fieldset className={styles["segments"]}>
      <legend className="only-heard">{label}</legend>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === value}
          onClick={() => choose(segment.value)}
        >
          {segment.label}
        </button>
      ))}
    </fieldset>
  );
}

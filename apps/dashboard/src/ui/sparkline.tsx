import styles from "./sparkline.module.css";

const HEIGHT = 28;
const BAR = 5;
const STEP = 6;

/** Counts over time as small bars, those that failed at their foot. What it shows is said in `label`. */
export function Sparkline({
  slices,
  label,
}: {
  readonly slices: readonly { readonly count: number; readonly failures: number }[];
  readonly label: string;
}) {
  const most = Math.max(1, ...slices.map(({ count }) => count));
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * (HEIGHT - 1)));
  const width = slices.length * STEP;
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles["sparkline"]}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <title>{label}</title>
      <rect className={styles["ground"]} x="0" y={HEIGHT - 1} width={width} height="1" />
      {slices.map(({ count, failures }, place) => {
        const [all, failed] = [heightOf(count), heightOf(failures)];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slice is its place
          <g key={place}>
            <rect className={styles["all"]} x={place * STEP} y={HEIGHT - all} width={BAR} height={all} />
            <rect
              className={styles["failed"]}
              x={place * STEP}
              y={HEIGHT - failed}
              width={BAR}
              height={failed}
            />
          </g>
        );
      })}
    </svg>
  );
}

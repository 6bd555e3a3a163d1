import { formatDuration } from "../format/format-duration.js";
import { Icon } from "../ui/icon.js";
import { Text } from "../ui/text.js";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.js";

type Divergence = NonNullable<Comparison["firstDivergence"]>;

/** Where the traces part first, in a sentence for each. */
export function FirstDivergence({ comparison: { firstDivergence } }: { readonly comparison: Comparison }) {
  if (firstDivergence === undefined)
    return (
      <p className={styles["same"]} role="status">
        <Icon name="check" /> Both did the same, in the same order, and every step ended alike.
      </p>
    );
  const { stepsInCommon, a, b } = firstDivergence;
  return (
    <section className={styles["divergence"]} aria-label="First divergence">
      <h2>
        They part first after {stepsInCommon} {stepsInCommon === 1 ? "step" : "steps"} in common
      </h2>
      <dl>
        <div>
          <dt className={styles["side"]}>A</dt>
          <dd>
            <Next event={a} />
          </dd>
        </div>
        <div>
          <dt className={styles["side"]}>B</dt>
          <dd>
            <Next event={b} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Next({ event }: { readonly event: Divergence["a"] }) {
  if (event === undefined) return <>had ended</>;
  const { kind, step } = event;
  return (
    <>
      {kind === "began" ? "went on with " : ""}
      <strong>
        <Text most={200} empty="(unnamed)">
          {step.name}
        </Text>
      </strong>
      {step.path.length > 0 && (
        <span className={styles["muted"]}>
          {" "}
          in <Text most={200}>{step.path.join(" › ")}</Text>
        </span>
      )}
      {kind === "ended" && (step.status === "failed" ? " failed" : " succeeded")}
      {kind === "ended" && ` after ${formatDuration(step.durationUs)}`}
      {kind === "ended" && step.errorMessage !== undefined && (
        <span className={styles["error"]}>
          {" "}
          <Text most={400}>{step.errorMessage}</Text>
        </span>
      )}
    </>
  );
}

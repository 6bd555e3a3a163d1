import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { compareQuery } from "../api/queries.js";
import { readPair } from "../api/read-search.js";
import { useChangeSearch } from "../app/use-change-search.js";
import { Answer } from "../ui/answer.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Page } from "../ui/page.js";
import { AlignedSteps } from "./aligned-steps.js";
import styles from "./compare.module.css";
import { ComparedTraces } from "./compared-traces.js";
import { FirstDivergence } from "./first-divergence.js";
import { MetadataDifferences } from "./metadata-differences.js";
import { TracePicker } from "./trace-picker.js";

/** Two traces side by side: where they part first, and step by step. */
export function ComparePage() {
  const { a, b, skill } = readPair(useSearch({ from: "/compare" }));
  const change = useChangeSearch();
  return (
    <Page
      title="Compare"
      about="How a trace B differs from a trace A: what else it did, what took longer, what it was given."
      actions={
        <Button disabled={a === undefined || b === undefined} onClick={() => change({ a: b, b: a })}>
          <Icon name="swap" /> Swap
        </Button>
      }
    >
      {a === undefined || b === undefined ? (
        <div className={styles["pickers"]}>
          <TracePicker side="a" id={a} other={b} skill={skill} />
          <TracePicker side="b" id={b} other={a} skill={skill} />
        </div>
      ) : (
        <Compared a={a} b={b} />
      )}
    </Page>
  );
}

function Compared({ a, b }: { readonly a: string; readonly b: string }) {
  const comparison = useQuery(compareQuery(a, b));
  const change = useChangeSearch();
  return (
    <>
      <Answer query={comparison} lines={10}>
        {(answer) => (
          <>
            <ComparedTraces comparison={answer} />
            <FirstDivergence comparison={answer} />
            <MetadataDifferences comparison={answer} />
            <AlignedSteps comparison={answer} />
          </>
        )}
      </Answer>
      {comparison.isError && (
        <p className={styles["again"]}>
          <Button onClick={() => change({ a: undefined, b: undefined, skill: undefined })}>
            Choose other traces
          </Button>
        </p>
      )}
    </>
  );
}

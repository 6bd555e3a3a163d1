import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { formatDuration } from "../format/format-duration.js";
import { useKeys } from "../keys/keys-context.js";
import { Badge } from "../ui/badge.js";
import { classes } from "../ui/classes.js";
import { Message } from "../ui/message.js";
import { Panel } from "../ui/panel.js";
import { Segments } from "../ui/segments.js";
import { Text } from "../ui/text.js";
import styles from "./aligned-steps.module.css";
import type { AlignedStep, ComparedStep, Comparison } from "./comparison.js";
import { judgeStep, type StepChange } from "./judge-step.js";

const ROW_PX = 36;
const NARROW_ROW_PX = 60;
const NARROW = "(max-width: 48rem)";
const DEEPEST_INDENT = 8;
const LOOKS: Readonly<
  Record<StepChange, { readonly look: "failed" | "timeout" | "success" | "running"; readonly about: string }>
> = {
  missing: { look: "timeout", about: "B did not do it" },
  added: { look: "running", about: "A did not do it" },
  failed: { look: "failed", about: "It failed in B, not in A" },
  mended: { look: "success", about: "It failed in A, not in B" },
  slower: { look: "timeout", about: "It took half as long again in B, or longer" },
  faster: { look: "success", about: "It took half as long again in A, or longer" },
  reordered: { look: "running", about: "It came at another place among the steps beside it" },
};
const SHOWN = [
  { value: "all", label: "All steps" },
  { value: "different", label: "Only differences" },
] as const;

/** All steps of both traces in the order of reading, with the time that each took as bars on one scale. */
export function AlignedSteps({ comparison: { steps } }: { readonly comparison: Comparison }) {
  const [shown, setShown] = useState<"all" | "different">("all");
  const judged = useMemo(() => steps.map((step) => ({ step, changes: judgeStep(step) })), [steps]);
  const rows = shown === "all" ? judged : judged.filter(({ changes }) => changes.length > 0);
  const longest = useMemo(
    () => steps.reduce((most, { a, b }) => Math.max(most, a?.durationUs ?? 0, b?.durationUs ?? 0), 1),
    [steps],
  );
  useKeys([
    {
      keys: "e",
      about: "Only differences, and back",
      group: "Compare",
      run: () => setShown(shown === "all" ? "different" : "all"),
    },
  ]);
  return (
    <Panel
      title={`Steps (${rows.length})`}
      aside={<Segments label="Which steps" segments={SHOWN} value={shown} choose={setShown} />}
      isFlush
    >
      {rows.length === 0 ? (
        <Message icon="check" title={steps.length === 0 ? "Neither has a step" : "No step differs"} />
      ) : (
        <StepTable rows={rows} longest={longest} />
      )}
    </Panel>
  );
}

interface JudgedStep {
  readonly step: AlignedStep;
  readonly changes: readonly StepChange[];
}

function StepTable({ rows, longest }: { readonly rows: readonly JudgedStep[]; readonly longest: number }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const height = matchMedia(NARROW).matches ? NARROW_ROW_PX : ROW_PX;
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 15,
    scrollMargin: offset,
  });
  useLayoutEffect(() => {
    const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(top - offset) > 1) setOffset(top);
  });
  return (
    <table className={styles["table"]} aria-label="Steps side by side" aria-rowcount={rows.length + 1}>
      <thead>
        <tr className={styles["row"]}>
          <th scope="col">Step</th>
          <th scope="col">A</th>
          <th scope="col">B</th>
          <th scope="col" className={styles["difference"]}>
            Difference
          </th>
        </tr>
      </thead>
      <tbody ref={body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <tr
              key={key}
              aria-rowindex={index + 2}
              className={classes(styles["row"], styles["step"])}
              style={{ height, transform: `translateY(${start - offset}px)` }}
            >
              <StepCells row={row} longest={longest} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function StepCells({
  row: { step, changes },
  longest,
}: {
  readonly row: JudgedStep;
  readonly longest: number;
}) {
  const { a, b, depth } = step;
  const difference = a && b ? b.durationUs - a.durationUs : undefined;
  return (
    <>
      <th scope="row" style={{ paddingLeft: `${Math.min(depth, DEEPEST_INDENT) * 1.1}rem` }}>
        <Text isCut empty="(unnamed)">
          {(b ?? a)?.name ?? ""}
        </Text>
        {changes.map((change) => (
          <Badge key={change} look={LOOKS[change].look} about={LOOKS[change].about}>
            {change}
          </Badge>
        ))}
      </th>
      <td>
        <Bar step={a} longest={longest} />
      </td>
      <td>
        <Bar step={b} longest={longest} />
      </td>
      <td className={classes(styles["difference"], changes.includes("slower") && styles["slower"])}>
        {difference === undefined ? "" : `${difference > 0 ? "+" : ""}${formatDuration(difference)}`}
      </td>
    </>
  );
}

function Bar({ step, longest }: { readonly step: ComparedStep | undefined; readonly longest: number }) {
  if (step === undefined) return <span className={styles["absent"]}>not done</span>;
  return (
    <span className={styles["bar"]}>
      <span className={styles["track"]}>
        <span
          className={classes(styles["fill"], step.status === "failed" && styles["failed"])}
          style={{ width: `${Math.max(0.5, (step.durationUs / longest) * 100)}%` }}
        />
      </span>
      <span className={styles["time"]}>
        {step.status === "failed" && <span title={step.errorMessage}>✕ </span>}
        {formatDuration(step.durationUs)}
      </span>
    </span>
  );
}

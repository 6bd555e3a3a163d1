import { StepFlag } from "@steptrace/core/browser";
import type { ReactElement, ReactNode } from "react";
import { formatDuration } from "../../format/format-duration.js";
import { grouped } from "../../format/format-number.js";
import { Button } from "../../ui/button.js";
import { Text, TextBlock } from "../../ui/text.js";
import { CopyButton } from "../header/copy-button.js";
import type { StepDetail, TraceSource } from "../source/trace-source.js";
import css from "../trace.module.css";
import { useStep } from "../use-trace.js";
import { STATE_SIGNS, stateOf } from "../waterfall/step-row.js";
import { nameOf, type WaterfallModel } from "../waterfall/waterfall-model.js";
import { ValueTree } from "./value-tree.js";

export interface StepPanelProps {
  readonly source: TraceSource;
  readonly model: WaterfallModel;
  readonly row: number;
  readonly onSelect: (row: number) => void;
  readonly onClose: () => void;
}

/** All that is known of a step. What the waterfall does not know itself is loaded now. */
export function StepPanel({ source, model, row, onSelect, onClose }: StepPanelProps): ReactElement {
  const { rows } = model;
  const flags = rows.flags[row] as number;
  const detail = useStep(source, rows.step[row], String(flags));
  const state = stateOf(flags);
  return (
    <aside className={css["panel"]} data-state={state} aria-label="Step">
      <div className={css["panelHead"]}>
        <Path model={model} row={row} onSelect={onSelect} />
        <button
          type="button"
          className={css["close"]}
          onClick={onClose}
          aria-label="Close"
          title="Close (Esc)"
        >
          ×
        </button>
      </div>
      <h2 className={css["panelTitle"]}>
        <span aria-hidden="true" className={css["panelSign"]}>
          {STATE_SIGNS[state]}
        </span>
        <Text most={1000}>{nameOf(model, row)}</Text>
      </h2>
      <Times model={model} row={row} />
      {detail.error && (
        <p role="alert" className={css["fault"]}>
          {detail.error.message} <Button onClick={() => void detail.refetch()}>Try again</Button>
        </p>
      )}
      {detail.isPending && flags & (StepFlag.hasErrorMessage | StepFlag.hasAttributes) ? (
        <p className={css["quiet"]}>Loading…</p>
      ) : undefined}
      {detail.data && <Detail step={detail.data} />}
    </aside>
  );
}

function Times({ model, row }: Pick<StepPanelProps, "model" | "row">): ReactElement {
  const { rows, selfUs, axisUs, critical } = model;
  const startUs = rows.startUs[row] as number;
  const durationUs = rows.durationUs[row] as number;
  const parts = critical.of(row);
  let criticalUs = 0;
  for (let index = 0; index < parts.length; index += 2)
    criticalUs += (parts[index + 1] as number) - (parts[index] as number);
  const percent = (us: number, of: number): string => (of > 0 ? `${Math.round((us / of) * 100)} %` : "");
  const inside = (rows.end[row] as number) - row - 1;
  return (
    <dl className={css["times"]}>
      <Time
        name="Took"
        value={formatDuration(durationUs)}
        more={`${percent(durationUs, axisUs)} of the trace`}
      />
      <Time
        name="Self"
        value={formatDuration(selfUs[row] as number)}
        more={
          inside === 0 ? "nothing ran in it" : `${percent(selfUs[row] as number, durationUs)} of the step`
        }
      />
      <Time name="Began" value={formatDuration(startUs)} more="after the trace" />
      <Time
        name="Critical"
        value={criticalUs === 0 ? "no" : formatDuration(criticalUs)}
        more={criticalUs === 0 ? "the trace did not wait for it" : "of it the trace waited for"}
      />
      {inside > 0 && <Time name="Inside" value={grouped(inside)} more={inside === 1 ? "step" : "steps"} />}
    </dl>
  );
}

function Time({
  name,
  value,
  more,
}: {
  readonly name: string;
  readonly value: string;
  readonly more: string;
}): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} <small>{more}</small>
      </dd>
    </div>
  );
}

function Detail({ step }: { readonly step: StepDetail }): ReactElement {
  return (
    <>
      {step.interrupted && <p className={css["note"]}>It was still open when the trace ended.</p>}
      {step.truncated && <p className={css["note"]}>A limit cut its name, its message or its attributes.</p>}
      {step.errorMessage !== undefined && (
        <Section title="Error" action={<CopyButton text={step.errorMessage} what="the error" />}>
          <div className={css["error"]}>
            <TextBlock>{step.errorMessage}</TextBlock>
          </div>
        </Section>
      )}
      {step.attributes !== undefined && Object.keys(step.attributes).length > 0 && (
        <Section
          title="Attributes"
          action={<CopyButton text={JSON.stringify(step.attributes, undefined, 2)} what="the attributes" />}
        >
          <ValueTree value={step.attributes} />
        </Section>
      )}
      <Section title="Recorded">
        <dl className={css["recorded"]}>
          <dt>ended</dt>
          <dd>
            <Text most={60}>{step.timestamp}</Text>
          </dd>
          {step.id !== undefined && (
            <>
              <dt>step</dt>
              <dd>{step.id}</dd>
            </>
          )}
        </dl>
      </Section>
    </>
  );
}

function Section({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className={css["section"]}>
      <div className={css["sectionHead"]}>
        <h3>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

/** The steps that it ran in: the nearest ones, each to be gone to. */
function Path({ model, row, onSelect }: Pick<StepPanelProps, "model" | "row" | "onSelect">): ReactElement {
  const MOST_SHOWN = 4;
  const path: number[] = [];
  let above = model.rows.parent[row] ?? -1;
  for (; above >= 0 && path.length < MOST_SHOWN; above = model.rows.parent[above] ?? -1) path.unshift(above);
  return (
    <nav aria-label="Steps that it ran in" className={css["path"]}>
      {above >= 0 && <span>… ›</span>}
      {path.map((one) => (
        <span key={one}>
          <button type="button" onClick={() => onSelect(one)}>
            <Text most={40}>{nameOf(model, one)}</Text>
          </button>
          {" ›"}
        </span>
      ))}
    </nav>
  );
}

import type { ReactElement, ReactNode } from "react";
import { formatDuration } from "../../format/format-duration.js";
import { formatShare, grouped } from "../../format/format-number.js";
import { formatTime } from "../../format/format-time.js";
import { Button } from "../../ui/button.js";
import { StatusMark } from "../../ui/status-mark.js";
import { Text } from "../../ui/text.js";
import type { TraceSkeleton, TraceSource } from "../source/trace-source.js";
import css from "../trace.module.css";
import { nameOf, type WaterfallModel } from "../waterfall/waterfall-model.js";
import { CopyButton } from "./copy-button.js";

export interface TraceHeaderProps {
  readonly source: TraceSource;
  readonly skeleton: TraceSkeleton;
  readonly model: WaterfallModel;
  /** Of a trace that runs: how long it does by now, in microseconds. */
  readonly nowUs: number;
  readonly onSelect: (row: number) => void;
  readonly onJson: () => void;
}

/** What a trace is, and what can be done with it. */
export function TraceHeader(props: TraceHeaderProps): ReactElement {
  const { source, skeleton, nowUs, onJson } = props;
  const { trace, stepCount } = skeleton;
  const { links } = source;
  const name = <Text most={120}>{trace.skillName}</Text>;
  return (
    <header className={css["head"]}>
      <div className={css["title"]}>
        <h1>
          {links ? (
            <a className={css["titleLink"]} href={links.skill(trace.skillName)}>
              {name}
            </a>
          ) : (
            name
          )}
        </h1>
        <StatusMark status={trace.status} />
        <Actions source={source} skillName={trace.skillName} onJson={onJson} />
      </div>
      <dl className={css["facts"]}>
        <Fact name="Took">{elapsedText(skeleton, nowUs)}</Fact>
        <Fact name="Started">
          <time dateTime={trace.startedAt} title={trace.startedAt}>
            {formatTime(new Date(trace.startedAt))}
          </time>
        </Fact>
        <Fact name="Steps">{grouped(stepCount)}</Fact>
        <LongestWait {...props} />
        {trace.executionId !== undefined && (
          <Fact name="Execution">
            <span className={css["id"]}>
              <Text most={80}>{trace.executionId}</Text>
            </span>
            <CopyButton text={trace.executionId} what="the execution id" />
          </Fact>
        )}
        <Fact name="Trace">
          <span className={css["id"]}>
            <Text most={80}>{trace.traceId}</Text>
          </span>
          <CopyButton text={trace.traceId} what="the trace id" />
        </Fact>
      </dl>
    </header>
  );
}

/** Where the time was, in a word; nothing where the trace has one step, or runs. */
function LongestWait({
  skeleton,
  model,
  onSelect,
}: Pick<TraceHeaderProps, "skeleton" | "model" | "onSelect">): ReactNode {
  const { longest, axisUs } = model;
  if (longest === undefined || skeleton.stepCount < 2) return null;
  return (
    <Fact name="Waited longest for">
      <button type="button" className={css["link"]} onClick={() => onSelect(longest.row)}>
        <Text most={80}>{pathOf(model, longest.row)}</Text>
      </button>
      <span>
        {formatDuration(longest.us)}, {formatShare(longest.us / axisUs)}
      </span>
    </Fact>
  );
}

/** A step's name, after that of the one it ran in: `read` alone says little. */
function pathOf(model: WaterfallModel, row: number): string {
  const parent = model.rows.parent[row] as number;
  return parent < 0 ? nameOf(model, row) : `${nameOf(model, parent)} › ${nameOf(model, row)}`;
}

function Actions({
  source: { links, traceId },
  skillName,
  onJson,
}: Pick<TraceHeaderProps, "source" | "onJson"> & { readonly skillName: string }): ReactElement {
  return (
    <div className={css["actions"]}>
      {links && (
        <>
          <a className={css["button"]} href={links.compareWith(traceId, skillName)}>
            Compare with…
          </a>
          <a
            className={css["button"]}
            href={links.exportHtml}
            download={true}
            title="A page of one file, which opens offline"
          >
            Export HTML
          </a>
          <a className={css["button"]} href={links.exportJson} download={true} title="For steptrace import">
            Export JSON
          </a>
        </>
      )}
      <Button onClick={onJson}>Raw JSON</Button>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={css["fact"]}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** From start to end, as somebody waited for it; the sum of its steps where only that is known. */
function elapsedText({ trace }: TraceSkeleton, nowUs: number): string {
  const elapsedMs = Date.parse(trace.completedAt ?? "") - Date.parse(trace.startedAt);
  if (Number.isFinite(elapsedMs) && elapsedMs >= 0) return formatDuration(elapsedMs * 1000);
  if (trace.totalDurationMs !== undefined) return formatDuration(trace.totalDurationMs * 1000);
  return nowUs > 0 ? `${formatDuration(nowUs)} so far` : "not known";
}

import { firstFailed } from "@steptrace/core/browser";
import type { ReactElement } from "react";
import { formatDuration } from "../../format/format-duration.js";
import { formatTime } from "../../format/format-time.js";
import { Text, TextBlock } from "../../ui/text.js";
import { CopyButton } from "../header/copy-button.js";
import type {
  ComparedStep,
  Explanation,
  MetadataDifference,
  StepEvent,
  TraceSkeleton,
  TraceSource,
} from "../source/trace-source.js";
import css from "../trace.module.css";
import { useExplanation } from "../use-trace.js";
import { nameOf, type WaterfallModel } from "../waterfall/waterfall-model.js";
import { whereTheyDiffer } from "./where-they-differ.js";

/** Differences of metadata that are shown; the comparison shows all. */
const MOST_DIFFERENCES = 3;
/** Characters of a key or a value. */
const MOST_TEXT = 60;

type Explained = NonNullable<Explanation["comparison"]>;

export interface FailurePanelProps {
  readonly source: TraceSource;
  readonly skeleton: TraceSkeleton;
  readonly model: WaterfallModel;
  readonly onSelect: (row: number) => void;
}

/** Why a trace failed: what it said, the step by which it did, and what was different when it last succeeded. */
export function FailurePanel({ source, skeleton, model, onSelect }: FailurePanelProps): ReactElement {
  const { errorMessage, status } = skeleton.trace;
  const row = firstFailed(model.rows);
  const explanation = useExplanation(source, true);
  return (
    <section className={css["failure"]} aria-label="Why it failed">
      <div className={css["failureWhy"]}>
        <div className={css["sectionHead"]}>
          <h2>{status === "timeout" ? "It ran out of time" : "It failed"}</h2>
          {errorMessage !== undefined && <CopyButton text={errorMessage} what="the error" />}
        </div>
        {errorMessage === undefined ? (
          <p className={css["quiet"]}>Nobody said why.</p>
        ) : (
          <div className={css["error"]}>
            <TextBlock>{errorMessage}</TextBlock>
          </div>
        )}
        {row !== undefined && (
          <p>
            in step{" "}
            <button type="button" className={css["link"]} onClick={() => onSelect(row)}>
              <Text most={80}>{nameOf(model, row)}</Text>
            </button>
            , {formatDuration(model.rows.startUs[row] as number)} after the start
          </p>
        )}
      </div>
      {explanation.data && <LastSuccess source={source} explanation={explanation.data} />}
    </section>
  );
}

function LastSuccess({
  source,
  explanation,
}: {
  readonly source: TraceSource;
  readonly explanation: Explanation;
}): ReactElement {
  const { comparison } = explanation;
  const { links, traceId } = source;
  if (comparison === undefined)
    return (
      <div className={css["lastSuccess"]}>
        <h2>When it last succeeded</h2>
        <p className={css["quiet"]}>There is no success of this skill before it.</p>
      </div>
    );
  const { a, firstDivergence, missing, added, metadata } = comparison;
  const compareHref = links?.compare(a.traceId, traceId);
  return (
    <div className={css["lastSuccess"]}>
      <div className={css["sectionHead"]}>
        <h2>When it last succeeded</h2>
        {compareHref !== undefined && (
          <a className={css["primary"]} href={compareHref}>
            Compare side by side
          </a>
        )}
      </div>
      <p>
        {links ? <a href={links.trace(a.traceId)}>{dateText(a.startedAt)}</a> : dateText(a.startedAt)}:{" "}
        {untilWhen(firstDivergence)}
      </p>
      {firstDivergence && (
        <dl className={css["diverged"]}>
          <dt>the success</dt>
          <dd>
            <Event event={firstDivergence.a} />
          </dd>
          <dt>this failure</dt>
          <dd data-side="failure">
            <Event event={firstDivergence.b} />
          </dd>
        </dl>
      )}
      <Names what="Not done this time" steps={missing} />
      <Names what="Done only this time" steps={added} />
      {metadata.differences.length > 0 && (
        <p>
          <b>Metadata: </b>
          {metadata.differences.slice(0, MOST_DIFFERENCES).map((difference) => (
            <Difference key={difference.path.join("\n")} {...difference} />
          ))}
        </p>
      )}
    </div>
  );
}

/** How far both did the same. */
function untilWhen(divergence: Explained["firstDivergence"]): string {
  if (divergence === undefined) return "both did the same steps, and all of them ended alike.";
  const { stepsInCommon, a, b } = divergence;
  if (a?.kind === "ended" && b?.kind === "ended") return "the same steps began. Then one ended otherwise:";
  if (stepsInCommon === 0) return "no step was the same:";
  return `the first ${stepsInCommon === 1 ? "step" : `${stepsInCommon} steps`} began alike. Then:`;
}

function Difference({ path, a = "none", b = "none" }: MetadataDifference): ReactElement {
  const [then, now] = whereTheyDiffer(a, b, MOST_TEXT);
  return (
    <span className={css["difference"]}>
      <Text most={MOST_TEXT}>{path.join(".")}</Text>{" "}
      <del>
        <Text most={MOST_TEXT}>{then}</Text>
      </del>{" "}
      <ins>
        <Text most={MOST_TEXT}>{now}</Text>
      </ins>
    </span>
  );
}

function Event({ event }: { readonly event: StepEvent | undefined }): ReactElement {
  if (event === undefined) return <>had ended</>;
  const { kind, step } = event;
  if (kind === "began")
    return (
      <>
        began{" "}
        <b>
          <Text most={80}>{step.name}</Text>
        </b>
      </>
    );
  return (
    <>
      <b>
        <Text most={80}>{step.name}</Text>
      </b>{" "}
      {step.status === "failed" ? "failed" : "ended well"}, in {formatDuration(step.durationUs)}
    </>
  );
}

function Names({
  what,
  steps,
}: {
  readonly what: string;
  readonly steps: readonly ComparedStep[];
}): ReactElement | undefined {
  const MOST_NAMED = 5;
  if (steps.length === 0) return undefined;
  return (
    <p>
      <b>{what}: </b>
      {steps.slice(0, MOST_NAMED).map(({ name }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes, in which names come twice
        <span key={index}>
          {index > 0 && ", "}
          <Text most={60}>{name}</Text>
        </span>
      ))}
      {steps.length > MOST_NAMED && ` and ${steps.length - MOST_NAMED} more`}
    </p>
  );
}

function dateText(iso: string): string {
  return formatTime(new Date(iso));
}

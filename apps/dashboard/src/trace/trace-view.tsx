import { type ReactElement, useMemo, useState } from "react";
import { ErrorMessage } from "../ui/message.js";
import { FailurePanel } from "./failure/failure-panel.js";
import { SimilarFailures } from "./failure/similar-failures.js";
import { TraceHeader } from "./header/trace-header.js";
import { JsonDialog } from "./json/json-dialog.js";
import { useLive } from "./live/use-live.js";
import { StepPanel } from "./panel/step-panel.js";
import { ValueTree } from "./panel/value-tree.js";
import type { TraceSkeleton, TraceSource } from "./source/trace-source.js";
import type { ViewPatch, ViewState } from "./state/view-state.js";
import css from "./trace.module.css";
import { useSkeleton } from "./use-trace.js";
import { Waterfall } from "./waterfall/waterfall.js";
import { selectRow } from "./waterfall/waterfall-actions.js";
import { waterfallModel } from "./waterfall/waterfall-model.js";

export interface TraceViewProps {
  readonly source: TraceSource;
  readonly state: ViewState;
  /** Changes the view, and the address with it. */
  readonly onPatch: (patch: ViewPatch) => void;
}

/** A trace: what it was, why it failed, its steps, and the failures like it. The same in the page and in a file. */
export function TraceView(props: TraceViewProps): ReactElement {
  const skeleton = useSkeleton(props.source);
  if (skeleton.error)
    return (
      <div className={css["empty"]}>
        <h1>This trace cannot be shown</h1>
        <ErrorMessage error={skeleton.error} retry={() => void skeleton.refetch()} />
      </div>
    );
  if (skeleton.data === undefined) return <Loading />;
  return <Loaded {...props} skeleton={skeleton.data} />;
}

function Loaded({
  source,
  state,
  onPatch,
  skeleton,
}: TraceViewProps & { readonly skeleton: TraceSkeleton }): ReactElement {
  const nowUs = useLive(source, skeleton);
  const model = useMemo(() => waterfallModel(skeleton), [skeleton]);
  const [isJsonOpen, setIsJsonOpen] = useState(false);
  const isFailure = skeleton.trace.status === "failed" || skeleton.trace.status === "timeout";
  const row = state.open && state.step !== undefined ? model.rows.rowOf[state.step] : undefined;
  const select = (selected: number): void =>
    onPatch({ ...selectRow({ rows: model.rows, state }, selected), open: true });
  return (
    <div className={css["trace"]}>
      <TraceHeader
        source={source}
        skeleton={skeleton}
        model={model}
        nowUs={nowUs}
        onSelect={select}
        onJson={() => setIsJsonOpen(true)}
      />
      {isFailure && <FailurePanel source={source} skeleton={skeleton} model={model} onSelect={select} />}
      <div className={css["main"]} data-open={row !== undefined || undefined}>
        <Waterfall model={model} state={state} onPatch={onPatch} nowUs={nowUs} />
        {row !== undefined && (
          <StepPanel
            source={source}
            model={model}
            row={row}
            onSelect={select}
            onClose={() => onPatch({ open: undefined })}
          />
        )}
      </div>
      {isFailure && <SimilarFailures source={source} />}
      {Object.keys(skeleton.metadata).length > 0 && (
        <section className={css["card"]} aria-labelledby="metadata-title">
          <h2 id="metadata-title">Metadata</h2>
          <ValueTree value={skeleton.metadata} />
        </section>
      )}
      {isJsonOpen && <JsonDialog source={source} close={() => setIsJsonOpen(false)} />}
    </div>
  );
}

function Loading(): ReactElement {
  return (
    <div className={css["trace"]} aria-busy="true">
      <p className={css["loading"]}>Loading the trace…</p>
      <div className={css["skeleton"]} aria-hidden="true" />
    </div>
  );
}

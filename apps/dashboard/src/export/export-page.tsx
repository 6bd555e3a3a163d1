import { type ReactElement, useEffect, useMemo } from "react";
import { embeddedSource } from "../trace/source/embedded-source.js";
import { TraceView } from "../trace/trace-view.js";
import css from "./export.module.css";
import { useHashState } from "./use-hash-state.js";

/** The page of one file: the trace that stands in it, and nothing that would have to be asked for. */
export function ExportPage({ content }: { readonly content: string }): ReactElement {
  const read = useMemo(() => readSource(content), [content]);
  const [state, onPatch] = useHashState();
  useEffect(() => {
    if ("source" in read) document.title = `${read.title} · steptrace`;
  }, [read]);
  return (
    <main className={css["page"]}>
      {"source" in read ? (
        <TraceView source={read.source} state={state} onPatch={onPatch} />
      ) : (
        <>
          <h1>This file holds no trace</h1>
          <p>{read.fault}</p>
        </>
      )}
    </main>
  );
}

function readSource(content: string) {
  try {
    const value: unknown = JSON.parse(content);
    const source = embeddedSource(value);
    return { source, title: source.traceId };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

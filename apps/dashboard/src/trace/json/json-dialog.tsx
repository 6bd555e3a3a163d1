import type { ReactElement } from "react";
import { Dialog } from "../../ui/dialog.js";
import { TextBlock } from "../../ui/text.js";
import { CopyButton } from "../header/copy-button.js";
import type { TraceSource } from "../source/trace-source.js";
import css from "../trace.module.css";
import { useWhole } from "../use-trace.js";

/** The trace as JSON, as it is exported: the beginning of a long one. */
export function JsonDialog({
  source,
  close,
}: {
  readonly source: TraceSource;
  readonly close: () => void;
}): ReactElement {
  const whole = useWhole(source, true);
  const text = whole.data === undefined ? undefined : JSON.stringify(whole.data, undefined, 2);
  return (
    <Dialog title="Raw JSON" close={close}>
      {text === undefined ? (
        <p className={css["quiet"]}>{whole.error ? whole.error.message : "Loading…"}</p>
      ) : (
        <div className={css["jsonView"]}>
          <p className={css["quiet"]}>
            {`${(text.length / 1024).toFixed(0)} KiB`} <CopyButton text={text} what="the JSON" />
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
          <div className={css["json"]} tabIndex={0}>
            <TextBlock>{text}</TextBlock>
          </div>
        </div>
      )}
    </Dialog>
  );
}

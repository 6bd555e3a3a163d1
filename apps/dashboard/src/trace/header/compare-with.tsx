import { type FormEvent, type ReactElement, useState } from "react";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import type { TraceLinks } from "../source/trace-source.js";
import css from "../trace.module.css";

/** Asks for the trace that this one is to be compared with. */
export function CompareWith({
  traceId,
  links,
}: {
  readonly traceId: string;
  readonly links: TraceLinks;
}): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const other = new FormData(event.currentTarget).get("other");
    if (typeof other === "string" && other.trim() !== "") links.go(links.compare(other.trim(), traceId));
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Compare with…</Button>
      {isOpen && (
        <Dialog title="Compare with another trace" close={() => setOpen(false)}>
          <form className={css["form"]} onSubmit={onSubmit}>
            <label className={css["field"]}>
              Its trace id
              <input name="other" required={true} maxLength={255} autoComplete="off" spellCheck={false} />
            </label>
            <Button type="submit" look="main">
              Compare
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}

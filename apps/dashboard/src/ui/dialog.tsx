import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./button.js";
import styles from "./dialog.module.css";
import { Icon } from "./icon.js";

/** A window over the page; Esc, its button and a click beside it close it. The browser keeps the focus in it. */
export function Dialog({
  title,
  close,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it, by the browser
    <dialog
      ref={dialog}
      className={styles["dialog"]}
      aria-label={title}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <header className={styles["header"]}>
        <h2>{title}</h2>
        <Button look="plain" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles["body"]}>{children}</div>
    </dialog>
  );
}

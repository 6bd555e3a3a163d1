import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button.js";
import styles from "./popover.module.css";

/** A button that opens a small window below itself; Esc and a click elsewhere close it. */
export function Popover({
  label,
  about,
  children,
}: {
  readonly label: ReactNode;
  /** What the button says to those who only hear it. */
  readonly about: string;
  readonly children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.querySelector("button")?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = ({ target }: PointerEvent) => {
      if (!place.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPointer);
    return () => document.removeEventListener("pointerdown", onPointer);
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is typed in it bubbles up to it
    <div
      ref={place}
      className={styles["place"]}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <div ref={button}>
        <Button
          aria-label={about}
          aria-expanded={isOpen}
          aria-controls={id}
          aria-haspopup="dialog"
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      </div>
      {isOpen && (
        <div id={id} role="dialog" aria-label={about} className={styles["window"]}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

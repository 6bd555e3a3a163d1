import { type ReactNode, useId } from "react";
import { classes } from "./classes.js";
import styles from "./panel.module.css";

/** A part of a page with a title and a frame of its own. */
export function Panel({
  title,
  aside,
  isFlush = false,
  children,
}: {
  readonly title?: ReactNode;
  /** Beside the title, at the end of its line. */
  readonly aside?: ReactNode;
  /** Whether the content reaches to the frame, as tables do. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles["panel"]} {...(title !== undefined && { "aria-labelledby": id })}>
      {title !== undefined && (
        <header className={styles["header"]}>
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
      )}
      <div className={classes(!isFlush && styles["body"])}>{children}</div>
    </section>
  );
}

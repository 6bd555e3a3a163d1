import styles from "./badge.module.css";
import { classes } from "./classes.js";

/** A word that stands out. */
export function Badge({
  look,
  about,
  children,
}: {
  readonly look: "success" | "failed" | "timeout" | "running" | "quiet";
  /** What it means, as a tooltip. */
  readonly about?: string;
  readonly children: string;
}) {
  return (
    <span className={classes(styles["badge"], styles[look])} {...(about !== undefined && { title: about })}>
      {children}
    </span>
  );
}

import { classes } from "./classes.js";
import styles from "./text.module.css";
import { cutText, visibleBlock, visibleLine } from "./visible-text.js";

const LONGEST_LINE = 500;
const LONGEST_TITLE = 1000;
const LONGEST_BLOCK = 65_536;

interface TextProps {
  /** Of unknown origin: whatever is in it is shown, and nothing of it obeyed. */
  readonly children: string;
  /** Shown where there is nothing to show. @default "(empty)" */
  readonly empty?: string;
  /** Code units that are shown at most. @default 500 */
  readonly most?: number;
  /** Cut by an ellipsis where the room ends, with the whole as a tooltip. */
  readonly isCut?: boolean;
  readonly isMono?: boolean;
}

/** Text of a trace on one line: isolated from the text about it, controls and overrides to be seen. */
export function Text({ children, empty = "(empty)", most = LONGEST_LINE, isCut, isMono }: TextProps) {
  const shown = visibleLine(cutText(children, most));
  if (shown.trim() === "") return <span className={styles["empty"]}>{empty}</span>;
  return (
    <bdi
      className={classes(isCut && styles["cut"], isMono && styles["mono"])}
      {...(isCut && { title: visibleLine(cutText(children, LONGEST_TITLE)) })}
    >
      {shown}
    </bdi>
  );
}

/** As {@link Text}, with its own line breaks. */
export function TextBlock({ children }: { readonly children: string }) {
  return (
    <pre className={styles["block"]} dir="auto">
      {visibleBlock(cutText(children, LONGEST_BLOCK))}
    </pre>
  );
}

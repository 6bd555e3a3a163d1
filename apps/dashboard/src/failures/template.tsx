import { classes } from "../ui/classes.js";
import { Text } from "../ui/text.js";
import { visibleLine } from "../ui/visible-text.js";
import styles from "./template.module.css";
import { templateParts } from "./template-parts.js";

/** What the messages of a kind have in common; where they vary, it is marked. */
export function Template({
  children,
  isCut = false,
}: {
  readonly children: string;
  /** On one line, cut where the room ends. */
  readonly isCut?: boolean;
}) {
  return (
    <bdi
      className={classes(styles["template"], isCut && styles["cut"])}
      {...(isCut && { title: visibleLine(children) })}
    >
      {templateParts(children).map(({ text, isVariable }, place) =>
        isVariable ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <span key={place} className={styles["variable"]} title="differs from one to the other">
            {"<*>"}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <Text key={place} most={1100} empty=" ">
            {text}
          </Text>
        ),
      )}
    </bdi>
  );
}

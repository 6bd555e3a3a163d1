import type { StorageAnswer } from "@steptrace/server/client";
import { Badge } from "../ui/badge.js";
import { CopyButton } from "../ui/copy-button.js";
import { Icon } from "../ui/icon.js";
import { Panel } from "../ui/panel.js";
import { Text, TextBlock } from "../ui/text.js";
import styles from "./storage.module.css";

/** What is wrong, and what mends it; one line where nothing is. */
export function Findings({ storage: { findings, examinations } }: { readonly storage: StorageAnswer }) {
  if (findings.length === 0 && examinations.length === 0)
    return <p className={styles["unknown"]}>This server was not told how to look into the storage.</p>;
  if (findings.length === 0)
    return (
      <p className={styles["well"]} role="status">
        <Icon name="check" /> Nothing is wrong: {examinations.length} things were looked at.
      </p>
    );
  return (
    <Panel title={`To mend (${findings.length})`} isFlush>
      <ul>
        {findings.map(({ code, subject, severity, what, fix }) => (
          <li key={`${code} ${subject}`} className={styles["finding"]}>
            <Badge look={severity === "error" ? "failed" : "timeout"}>{severity}</Badge>
            <div className={styles["what"]}>
              <p>
                <Text most={2000}>{what}</Text>
              </p>
              <div className={styles["fix"]}>
                <TextBlock>{fix}</TextBlock>
                <CopyButton text={fix} />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

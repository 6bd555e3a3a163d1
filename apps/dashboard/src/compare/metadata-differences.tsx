import { Panel } from "../ui/panel.js";
import { Text } from "../ui/text.js";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.js";

/** What the traces were given that differs; nothing where nothing does. */
export function MetadataDifferences({
  comparison: {
    metadata: { differences, more },
  },
}: {
  readonly comparison: Comparison;
}) {
  if (differences.length === 0) return null;
  return (
    <Panel title={`Metadata that differs (${differences.length + (more ?? 0)})`} isFlush>
      <table className={styles["metadata"]}>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, a, b }) => (
            <tr key={JSON.stringify(path)}>
              <th scope="row">
                <Text isMono>{path.join(".")}</Text>
              </th>
              <td>{a === undefined ? <Absent /> : <Text isMono>{a}</Text>}</td>
              <td>{b === undefined ? <Absent /> : <Text isMono>{b}</Text>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more !== undefined && <p className={styles["more"]}>and {more} more</p>}
    </Panel>
  );
}

function Absent() {
  return <span className={styles["muted"]}>–</span>;
}

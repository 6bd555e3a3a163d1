import type { ReactElement } from "react";
import { Text } from "../../ui/text.js";
import { cutText, visibleBlock } from "../../ui/visible-text.js";
import css from "../trace.module.css";

/** Of one object or list; more would be a page of its own. */
const MOST_ENTRIES = 200;
/** Below it, a value is said in one line, as JSON. */
const DEEPEST = 5;
const LONGEST_TEXT = 4000;

/** A value of JSON as an indented list of keys and values. */
export function ValueTree({
  value,
  depth = 0,
}: {
  readonly value: object;
  readonly depth?: number;
}): ReactElement {
  const entries = Object.entries(value);
  return (
    <dl className={css["tree"]}>
      {entries.slice(0, MOST_ENTRIES).map(([key, inner]) => (
        <div key={key}>
          <dt>
            <Text most={120}>{key}</Text>
          </dt>
          <dd>
            <Value value={inner} depth={depth} />
          </dd>
        </div>
      ))}
      {entries.length > MOST_ENTRIES && (
        <div>
          <dt>…</dt>
          <dd>{`${entries.length - MOST_ENTRIES} more`}</dd>
        </div>
      )}
    </dl>
  );
}

function Value({ value, depth }: { readonly value: unknown; readonly depth: number }): ReactElement {
  if (typeof value === "string")
    return (
      <span className={css["string"]}>
        <bdi>{visibleBlock(cutText(value, LONGEST_TEXT))}</bdi>
      </span>
    );
  if (typeof value !== "object" || value === null)
    return <span className={css["scalar"]}>{String(value)}</span>;
  if (Object.keys(value).length === 0)
    return <span className={css["scalar"]}>{Array.isArray(value) ? "[]" : "{}"}</span>;
  if (depth < DEEPEST) return <ValueTree value={value} depth={depth + 1} />;
  return (
    <span className={css["string"]}>
      <Text most={1000}>{JSON.stringify(value)}</Text>
    </span>
  );
}

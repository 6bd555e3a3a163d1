import type { StorageAnswer } from "@steptrace/server/client";
import { grouped } from "../format/format-number.js";
import { classes } from "../ui/classes.js";
import { Panel } from "../ui/panel.js";
import styles from "./storage.module.css";

type Writer = NonNullable<StorageAnswer["writer"]>;

const COUNTERS: readonly { readonly key: keyof Writer; readonly name: string; readonly about: string }[] = [
  { key: "committed", name: "Stored", about: "Traces that are in the table" },
  { key: "queued", name: "Waiting", about: "Traces that wait for their turn" },
  { key: "inFlight", name: "Under way", about: "Traces in statements that are under way" },
  { key: "retried", name: "Tried again", about: "After a failure that may pass" },
  { key: "refused", name: "Not stored", about: "Their callers know why" },
  { key: "spilled", name: "Kept in the journal", about: "Those not stored that recovery will store" },
];
const BAD: ReadonlySet<string> = new Set(["refused", "retried"]);

/** How writing went in this process since it began. */
export function WriterCounters({ writer }: { readonly writer: Writer }) {
  return (
    <Panel title="Writer of this process">
      <dl className={styles["counters"]}>
        {COUNTERS.map(({ key, name, about }) => (
          <div key={key} title={about}>
            <dt>{name}</dt>
            <dd className={classes(BAD.has(key) && writer[key] > 0 && styles["bad"])}>
              {grouped(writer[key])}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

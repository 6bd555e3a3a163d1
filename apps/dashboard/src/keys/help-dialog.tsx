import { use } from "react";
import { Dialog } from "../ui/dialog.js";
import styles from "./help-dialog.module.css";
import type { KeyBinding } from "./key-binding.js";
import { KeysContext } from "./keys-context.js";

/** How the keys are written. */
const NAMES: Readonly<Record<string, string>> = { Enter: "Enter ↵", Escape: "Esc", " ": "Space" };

/** The keys that mean something on the page that is shown. */
export function HelpDialog({ close }: { readonly close: () => void }) {
  const { all } = use(KeysContext);
  const groups = Map.groupBy(known(all()), ({ group }) => group);
  return (
    <Dialog title="Keyboard" close={close}>
      <div className={styles["groups"]}>
        {[...groups].map(([group, bindings]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {bindings.map(({ keys, about }) => (
                <div key={keys}>
                  <dt>
                    {keys.split(" ").map((key) => (
                      <kbd key={key}>{NAMES[key] ?? key}</kbd>
                    ))}
                  </dt>
                  <dd>{about}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Each key once: what it means to the page, where that differs from what it means elsewhere. */
function known(bindings: readonly KeyBinding[]): readonly KeyBinding[] {
  return [...new Map(bindings.map((binding) => [binding.keys, binding])).values()];
}

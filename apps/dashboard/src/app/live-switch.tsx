import { useSearch } from "@tanstack/react-router";
import { type LiveState, useLive } from "../api/live-context.js";
import { isMoving } from "../time/time-range.js";
import { useTime } from "../time/use-time.js";
import { Button } from "../ui/button.js";
import { classes } from "../ui/classes.js";
import styles from "./live-switch.module.css";
import { useChangeSearch } from "./use-change-search.js";

const SAID: Readonly<Record<LiveState, string>> = {
  off: "What is shown stands still",
  unavailable: "This server has no live events",
  connecting: "Connecting",
  live: "What happens is shown as it happens",
  lost: "The connection is lost; it is tried again",
};
const OF_STORED = "Without Redis: traces are shown once they have ended";

/** Whether the page follows what happens. A time that has ended is never followed. */
export function LiveSwitch() {
  const change = useChangeSearch();
  const search = useSearch({ from: "__root__" });
  const isFollowed = isMoving(useTime());
  const { state, source } = useLive();
  const isOn = search.live !== "off";
  const canMove = isFollowed && state !== "unavailable";
  const about = state === "live" && source === "stored" ? OF_STORED : SAID[state];
  return (
    <Button
      look="plain"
      role="switch"
      aria-checked={isOn && canMove}
      disabled={!canMove}
      title={isFollowed ? about : "The chosen time has an end"}
      className={classes(styles["switch"], styles[state])}
      onClick={() => change({ live: isOn ? "off" : undefined }, { replace: true })}
    >
      <span className={styles["dot"]} aria-hidden="true" />
      <span className={styles["word"]}>
        {state === "lost" ? "Lost" : isOn || !canMove ? "Live" : "Paused"}
      </span>
    </Button>
  );
}

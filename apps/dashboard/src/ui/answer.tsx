import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import styles from "./answer.module.css";
import { Button } from "./button.js";
import { classes } from "./classes.js";
import { ErrorMessage } from "./message.js";
import { Skeleton } from "./skeleton.js";

/** What was asked for: on its way, there, or why it is not. What is there stays while it is asked for again. */
export function Answer<T>({
  query,
  lines,
  children,
}: {
  readonly query: Pick<UseQueryResult<T>, "data" | "error" | "refetch" | "isPlaceholderData">;
  /** How many lines it may have. */
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}) {
  const { data, error, refetch, isPlaceholderData } = query;
  if (data !== undefined)
    return (
      <div
        className={classes(styles["answer"], isPlaceholderData && styles["old"])}
        aria-busy={isPlaceholderData}
      >
        {error !== null && (
          <p className={styles["stale"]} role="status">
            This is not the newest: {error.message}
            <Button look="plain" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        )}
        {children(data)}
      </div>
    );
  if (error !== null) return <ErrorMessage error={error} retry={() => void refetch()} />;
  return <Skeleton {...(lines !== undefined && { lines })} />;
}

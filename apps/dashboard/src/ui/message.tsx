import type { ReactNode } from "react";
import { statusOf } from "../api/client.js";
import { Button } from "./button.js";
import { Icon, type IconName } from "./icon.js";
import styles from "./message.module.css";
import { Text } from "./text.js";

/** What stands where nothing is to be shown: why, and what to do. */
export function Message({
  icon,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles["message"]}>
      <span className={styles["icon"]}>
        <Icon name={icon} size={22} />
      </span>
      <h2>{title}</h2>
      {children !== undefined && <div className={styles["body"]}>{children}</div>}
    </div>
  );
}

/** What went wrong, as the server says it, and another try. */
export function ErrorMessage({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const title = titleOf(statusOf(error));
  return (
    <div role="alert">
      <Message icon="failures" title={title}>
        <p>
          <Text most={2000}>{error.message}</Text>
        </p>
        {retry !== undefined && (
          <Button onClick={retry}>
            <Icon name="redo" /> Try again
          </Button>
        )}
      </Message>
    </div>
  );
}

function titleOf(status: number | undefined): string {
  if (status === undefined) return "The page has a fault";
  if (status === 0) return "The server cannot be reached";
  if (status === 401) return "The server asks for its token";
  if (status === 404) return "Not found";
  if (status < 500) return "The server does not understand that";
  return status === 503 ? "The server cannot answer now" : "The server has a fault";
}

import { type ReactNode, useEffect } from "react";
import styles from "./page.module.css";

/** A page below the header: its title, what can be done with it, and what it shows. */
export function Page({
  title,
  about,
  actions,
  children,
}: {
  /** Also the title of the window. */
  readonly title: string;
  /** A line below the title. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · steptrace`;
  }, [title]);
  return (
    <div className={styles["page"]}>
      <header className={styles["header"]}>
        <div className={styles["titles"]}>
          <h1>{title}</h1>
          {about !== undefined && <p className={styles["about"]}>{about}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

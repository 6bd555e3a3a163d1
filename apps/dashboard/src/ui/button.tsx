import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./button.module.css";
import { classes } from "./classes.js";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly children: ReactNode;
  /** One that is the point of the place; one that is there if needed. @default an ordinary one */
  readonly look?: "main" | "plain";
}

/** A button; `type` is "button" unless it is said. */
export function Button({ look, className, type = "button", ...others }: ButtonProps) {
  return (
    <button type={type} className={classes(styles["button"], look && styles[look], className)} {...others} />
  );
}

import { type Ref, useId, useRef, useState } from "react";
import { Icon, type IconName } from "../ui/icon.js";
import styles from "./filter-bar.module.css";

/** A field that filters when its text is entered, or left. */
export function FilterField({
  ref,
  label,
  placeholder,
  value,
  set,
  suggestions,
  icon,
  hint,
  check,
}: {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly suggestions?: readonly string[];
  readonly icon?: IconName;
  /** The key that goes there. */
  readonly hint?: string;
  /** What is wrong with a text; absent where nothing is. */
  readonly check?: (value: string) => string | undefined;
}) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // What the address says now is newer than what was typed before.
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const isGivenUp = useRef(false);
  const fault = check?.(typed.trim());
  const enter = (text: string) => {
    if (text.trim() !== value && check?.(text.trim()) === undefined) set(text.trim());
  };
  return (
    <label className={styles["field"]}>
      <span className="only-heard">{label}</span>
      {icon !== undefined && <Icon name={icon} />}
      <input
        ref={ref}
        type="text"
        enterKeyHint="search"
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        value={typed}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        list={suggestions === undefined ? undefined : `${id}-list`}
        onChange={({ target }) => {
          setTyped(target.value);
          if (suggestions?.includes(target.value) || target.value === "") enter(target.value);
        }}
        onBlur={() => {
          if (!isGivenUp.current) enter(typed);
          isGivenUp.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") enter(typed);
          if (event.key !== "Escape") return;
          setTyped(value);
          isGivenUp.current = true;
          event.currentTarget.blur();
        }}
      />
      {hint !== undefined && typed === "" && <kbd>{hint}</kbd>}
      {fault !== undefined && (
        <span id={`${id}-fault`} className={styles["fault"]} role="alert">
          {fault}
        </span>
      )}
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </label>
  );
}

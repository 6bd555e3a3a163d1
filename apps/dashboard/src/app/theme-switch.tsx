import { useState } from "react";
import { Button } from "../ui/button.js";
import type { IconName } from "../ui/icon.js";
import { Icon } from "../ui/icon.js";
import { chooseTheme, readTheme, type Theme } from "./theme.js";

const NEXT: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };
const ICONS: Readonly<Record<Theme, IconName>> = { system: "system", light: "sun", dark: "moon" };
const SAID: Readonly<Record<Theme, string>> = {
  system: "as the system has it",
  light: "light",
  dark: "dark",
};

/** From one theme to the next. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const change = () => {
    chooseTheme(NEXT[theme]);
    setTheme(NEXT[theme]);
  };
  const about = `Theme: ${SAID[theme]}. Change to: ${SAID[NEXT[theme]]}`;
  return (
    <Button look="plain" aria-label={about} title={about} onClick={change}>
      <Icon name={ICONS[theme]} />
    </Button>
  );
}

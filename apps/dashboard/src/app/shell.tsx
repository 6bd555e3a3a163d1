import { Link, Outlet, useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { LiveProvider } from "../api/live-provider.js";
import { HelpDialog } from "../keys/help-dialog.js";
import { useKeys } from "../keys/keys-context.js";
import { TimePicker } from "../time/time-picker.js";
import { isMoving } from "../time/time-range.js";
import { useTime } from "../time/use-time.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { LiveSwitch } from "./live-switch.js";
import { pages } from "./pages.js";
import styles from "./shell.module.css";
import { ThemeSwitch } from "./theme-switch.js";
import { TokenGate } from "./token-gate.js";

/** The pages that are about a time. */
const TIMED = /^\/(traces\/?|failures(\/.*)?)?$/;

/** What stands about every page: the way to the others, the time, live, the theme, help. */
export function Shell() {
  const { live } = useSearch({ from: "__root__" });
  const time = useTime();
  const { pathname } = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  usePageKeys(() => setHelpOpen(true));
  useFocusOnPage(main, pathname);
  return (
    <LiveProvider isWanted={live !== "off" && isMoving(time)}>
      <button type="button" className={styles["skip"]} onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header className={styles["header"]}>
        <Link to="/" className={styles["logo"]} aria-label="steptrace, overview">
          <Logo />
          <span>steptrace</span>
        </Link>
        <nav className={styles["nav"]} aria-label="Pages">
          {pages.map(({ to, label, icon }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === "/", includeSearch: false }}>
              <Icon name={icon} />
              <span>{label}</span>
            </Link>
          ))}
        </nav>
        <div className={styles["tools"]}>
          {TIMED.test(pathname) && <TimePicker />}
          <LiveSwitch />
          <ThemeSwitch />
          <Button look="plain" aria-label="Help with the keyboard" onClick={() => setHelpOpen(true)}>
            <Icon name="help" />
          </Button>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <TokenGate>
          <Outlet />
        </TokenGate>
      </main>
      {isHelpOpen && <HelpDialog close={() => setHelpOpen(false)} />}
    </LiveProvider>
  );
}

function usePageKeys(openHelp: () => void): void {
  const navigate = useNavigate();
  useKeys([
    ...pages.map(({ to, label, key }) => ({
      keys: `g ${key}`,
      about: label,
      group: "Go to",
      run: () => void navigate({ to }),
    })),
    { keys: "?", about: "Show this help", group: "Everywhere", run: openHelp },
  ]);
}

/** Who listens to the page hears that it is another one; the first is read from its top. */
function useFocusOnPage(main: React.RefObject<HTMLElement | null>, pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}

function Logo() {
  return (
    <svg aria-hidden="true" width="22" height="22" viewBox="0 0 32 32">
      <rect width="32" height="32" rx="7" fill="var(--accent-fill)" />
      <rect x="6" y="8" width="20" height="4" rx="2" fill="#fff" />
      <rect x="10" y="14" width="12" height="4" rx="2" fill="#fff" opacity=".8" />
      <rect x="16" y="20" width="8" height="4" rx="2" fill="#ffb454" />
    </svg>
  );
}

/** What takes less is over before a spinner would help. */
const AFTER_MS = 500;

export interface SpinnerOptions {
  /** Shows it from the beginning: for work that lets nothing else happen meanwhile. @default false */
  readonly atOnce?: boolean;
}

/** Waits for work to be done; after half a second a terminal shows that, and for what. */
export async function withSpinner<T>(
  text: string,
  work: () => Promise<T>,
  { atOnce = false }: SpinnerOptions = {},
): Promise<T> {
  if (!process.stderr.isTTY) return work();
  let ended = false;
  let stop = (): void => {};
  const start = async (): Promise<void> => {
    const { default: yoctoSpinner } = await import("yocto-spinner");
    if (ended) return;
    const spinner = yoctoSpinner({ text }).start();
    stop = () => void spinner.stop();
  };
  if (atOnce) await start();
  const timer = atOnce ? undefined : setTimeout(start, AFTER_MS);
  try {
    return await work();
  } finally {
    ended = true;
    clearTimeout(timer);
    stop();
  }
}

/** Drawn on 16 by 16, in the colour of the text beside it. */
const PATHS = {
  overview: "M2 13.5h12M4 11V8M8 11V3M12 11V6",
  traces: "M2 4h7M5 8h8M8 12h6",
  failures: "M8 2.2 14.4 13.5H1.6zM8 6.6v3.2M8 11.6v.2",
  compare: "M5.5 2v12M10.5 2v12M2 5h3.5M2 9h3.5M10.5 7H14M10.5 11H14",
  storage:
    "M2.5 4c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2zM2.5 4v8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2V4M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6",
  down: "M4 6.5 8 10.5l4-4",
  right: "M6.5 4 10.5 8l-4 4",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 11.9l.9.9M3.2 12.8l.9-.9M11.9 4.1l.9-.9",
  moon: "M13.6 9.6A6 6 0 0 1 6.4 2.4a6 6 0 1 0 7.2 7.2z",
  system: "M2 3h12v8H2zM6 13.5h4",
  help: "M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.7v.1M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  check: "M3 8.5 6.5 12 13 4.5",
  swap: "M3 5.5h10M10.5 3 13 5.5 10.5 8M13 10.5H3M5.5 8 3 10.5 5.5 13",
  filter: "M2 3.5h12M4.5 8h7M6.5 12.5h3",
  redo: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
} as const;

/** Which icons there are. */
export type IconName = keyof typeof PATHS;

/** A picture beside a word; it says nothing of its own. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

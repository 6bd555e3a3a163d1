/** Something that must not stay as it is. */
export interface Problem {
  /** Relative to the root. */
  readonly path: string;
  readonly line: number;
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

/** A problem as a person reads it; the first line can be clicked. */
export function formatProblem({ path, line, found, expected, fix }: Problem): string {
  return `${path}:${line}: ${found}\n  expected: ${expected}\n  to fix: ${fix}`;
}

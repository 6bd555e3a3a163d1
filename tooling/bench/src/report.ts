/** A figure with what it has to be. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  readonly measured: string;
  readonly target: string;
  readonly isMet: boolean;
}

/** Prints the figures as lines of one table. */
export function report(title: string, figures: readonly Figure[]): void {
  const header = {
    what: title,
    ours: "steptrace",
    theirs: "beside it",
    measured: "measured",
    target: "target",
  };
  const rows = [header, ...figures].map((figure) => [
    figure.what,
    figure.ours,
    figure.theirs,
    figure.measured,
    figure.target,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  rows.forEach((row, index) => {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
    const figure = figures[index - 1];
    console.log(figure === undefined ? line : `${line}  ${figure.isMet ? "met" : "MISSED"}`);
  });
}

/** A figure that is a ratio, with an upper bound. */
export function ratioFigure(
  what: string,
  { oursUs, theirsUs, ratio }: { readonly oursUs: number; readonly theirsUs: number; readonly ratio: number },
  atMost: number,
): Figure {
  return {
    what,
    ours: microseconds(oursUs),
    theirs: microseconds(theirsUs),
    measured: `${ratio.toFixed(2)}x`,
    target: `at most ${atMost.toFixed(2)}x`,
    isMet: ratio <= atMost,
  };
}

/** Microseconds, or milliseconds where they are many. */
export function microseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(value < 10 ? 3 : 1)} us` : `${(value / 1000).toFixed(2)} ms`;
}

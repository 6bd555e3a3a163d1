import { type Column, createPage, type Page, tableLines } from "@steptrace/terminal";

/** The page that standard output is. */
export function outputPage(): Page {
  return createPage(process.stdout, process.env, new Date());
}

/** Prints a heading with an empty line before it. */
export function printHeading(text: string): void {
  console.log(`\n${text}`);
}

/** Prints lines as they are. */
export function printLines(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

/** Prints rows of cells as a table, with an empty line before it: the first column to the left, the others to the right. */
export function printTable(titles: readonly string[], rows: readonly (readonly string[])[]): void {
  const columns = titles.map(
    (title, index): Column<readonly string[]> => ({
      title,
      text: (row) => row[index] ?? "",
      align: index === 0 ? "left" : "right",
      flexible: index === 0,
    }),
  );
  console.log();
  printLines(tableLines(columns, rows, outputPage()));
}

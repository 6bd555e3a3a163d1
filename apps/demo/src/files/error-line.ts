/** The line of a program's output that says what went wrong: the first that names an error, else the first. */
export function errorLine(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error:/i.test(line)) ?? lines[0] ?? "it said nothing").trim();
}

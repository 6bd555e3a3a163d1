import type { MigrationReport } from "@steptrace/postgres-store";
import { visibleText } from "@steptrace/terminal/text";

/** What a migration did, a line for each kind of work. */
export function viewMigration(report: MigrationReport): readonly string[] {
  const { applied, adopted, indexesBuilt, partitionsMade, defaultPartition } = report;
  const lines = [
    ...(adopted ? ["adopted     the table that was there, with its rows and partitions"] : []),
    ...named("applied", applied),
    ...(defaultPartition === undefined
      ? []
      : [
          `emptied     ${visibleText(defaultPartition.name)}, a default partition: ${defaultPartition.rowsMoved} rows moved to their months`,
        ]),
    ...named("indexed", indexesBuilt),
    ...named("partitions", partitionsMade),
  ];
  return lines.length === 0 ? ["Up to date: there was nothing to do."] : [...lines, "Up to date."];
}

function named(label: string, names: readonly string[]): readonly string[] {
  return names.map((name, index) => `${(index === 0 ? label : "").padEnd(12)}${visibleText(name)}`);
}

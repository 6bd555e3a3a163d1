import type { TimeRange } from "@steptrace/core";

/**
 * What makes a partition by hand. Unlike CREATE TABLE … PARTITION OF, it takes no lock that inserts wait for.
 *
 * @param relation the table, as SQL text
 * @param suffix what the partition's name has after the table's
 */
export function attachStatements(relation: string, suffix: string, { from, to }: TimeRange): string {
  const partition = `${relation}_${suffix}`;
  return (
    `CREATE TABLE ${partition} (LIKE ${relation} INCLUDING ALL EXCLUDING INDEXES); ` +
    `ALTER TABLE ${relation} ATTACH PARTITION ${partition} FOR VALUES FROM ('${from}') TO ('${to}');`
  );
}

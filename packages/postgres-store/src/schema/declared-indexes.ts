import { readMigrations } from "../migrate/migration-files.js";
import { tracesName } from "../partitions/identifier.js";
import { TRACES_TABLE } from "./execution-traces.js";

/** An index that the migrations declare on the table; `migrate` builds it on each partition. */
export interface DeclaredIndex {
  readonly name: string;
  /** The statement that declares it anew, where somebody dropped it. */
  readonly statement: string;
}

const DECLARATION = new RegExp(
  `^CREATE (?:UNIQUE )?INDEX IF NOT EXISTS (\\w+)\\s+ON ONLY ${TRACES_TABLE}\\b`,
  "m",
);

/** The indexes that the table of a schema has to have, its primary key apart. */
export function declaredIndexes(schema: string | undefined): readonly DeclaredIndex[] {
  const statements = readMigrations().flatMap((migration) => migration.statements);
  return statements.flatMap((statement) => {
    const [declaration, name] = DECLARATION.exec(statement) ?? [];
    if (declaration === undefined || name === undefined) return [];
    const text = statement.slice(statement.indexOf(declaration)).trim().replace(/;$/, "");
    return [
      {
        name,
        statement: `${text.replace(`ON ONLY ${TRACES_TABLE}`, `ON ONLY ${tracesName(schema)}`).replace(/\s+/g, " ")};`,
      },
    ];
  });
}

import type { DeclaredIndex } from "@steptrace/postgres-store";
import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import { sayCount, sayNames } from "../words.js";
import type { IndexesFacts, IndexFacts } from "./examine-indexes.js";

const MIGRATE = "steptrace migrate";

/** @param declared the indexes that the migrations of this version make */
export function judgeIndexes(facts: IndexesFacts, declared: readonly DeclaredIndex[]): Judgement {
  const declarations = facts.indexes.filter(({ isDeclaration }) => isDeclaration);
  return {
    summary: `${sayCount(declarations.length, "index", "indexes")} on ${sayCount(facts.partitions.length, "partition")}`,
    findings: [
      ...missing(declarations, declared),
      ...declarations.flatMap((declaration) => unfollowed(facts, declaration)),
      ...invalid(facts, declared),
    ],
  };
}

function missing(present: readonly IndexFacts[], declared: readonly DeclaredIndex[]): readonly Finding[] {
  return declared
    .filter(({ name }) => !present.some((index) => index.name === name))
    .map(({ name, statement }) => ({
      code: "index-missing",
      severity: "warning",
      what: `The table lacks the index ${name}: queries that need it read whole partitions.`,
      fix: `${statement}    -- then ${MIGRATE}, which builds it on each partition`,
      subject: name,
    }));
}

function unfollowed({ partitions, indexes }: IndexesFacts, { name }: IndexFacts): readonly Finding[] {
  const lacking = partitions.filter(
    (table) => !indexes.some((index) => index.table === table && index.follows === name),
  );
  if (lacking.length === 0) return [];
  return [
    {
      code: "index-not-on-partition",
      severity: "warning",
      what: `The index ${name} is not on ${sayCount(lacking.length, "partition")}: ${sayNames(lacking)}.`,
      fix: MIGRATE,
      subject: name,
    },
  ];
}

/** A declaration is invalid for as long as a partition lacks it: that is told already. */
function invalid(
  { partitions, indexes }: IndexesFacts,
  declared: readonly DeclaredIndex[],
): readonly Finding[] {
  return indexes
    .filter((index) => !index.isValid && !index.isBeingBuilt)
    .filter(
      ({ isDeclaration, name }) =>
        !isDeclaration ||
        partitions.every((table) =>
          indexes.some((index) => index.table === table && index.follows === name && index.isValid),
        ),
    )
    .map((index) => ({
      code: "index-invalid",
      severity: "warning",
      what: `The index ${index.name} on ${index.table} is invalid: no query uses it, and every insert pays for it.`,
      fix: fixFor(index, declared),
      subject: index.name,
    }));
}

function fixFor(
  { name, relation, isDeclaration, follows }: IndexFacts,
  declared: readonly DeclaredIndex[],
): string {
  if (isDeclaration) {
    const again = declared.find((index) => index.name === name)?.statement;
    return `DROP INDEX ${relation};${again === undefined ? "" : ` ${again}`}    -- then ${MIGRATE}`;
  }
  return follows === undefined
    ? `DROP INDEX CONCURRENTLY ${relation};    -- then ${MIGRATE}, which builds what is missing`
    : `REINDEX INDEX CONCURRENTLY ${relation};`;
}

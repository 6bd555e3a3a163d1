/** SQLSTATE codes that steptrace acts on. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const SqlState = {
  /** No partition takes the row (then no constraint is named), or a CHECK refuses it. */
  checkViolation: "23514",
  notNullViolation: "23502",
  uniqueViolation: "23505",
  insufficientPrivilege: "42501",
  undefinedTable: "42P01",
  undefinedColumn: "42703",
  undefinedSchema: "3F000",
  undefinedDatabase: "3D000",
  duplicateTable: "42P07",
  duplicateObject: "42710",
  wrongObjectType: "42809",
  /** A partition's bounds overlap another one's. */
  invalidObjectDefinition: "42P17",
  lockNotAvailable: "55P03",
  deadlockDetected: "40P01",
  serializationFailure: "40001",
  outOfMemory: "53200",
  readOnlyTransaction: "25006",
  queryCanceled: "57014",
  tooManyConnections: "53300",
} as const;

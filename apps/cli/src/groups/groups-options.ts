/** What groups are ordered by, as the command and as the query call it. */
export const ORDERS = { count: "count", last: "lastSeen", first: "firstSeen" } as const;

export interface GroupsOptions {
  readonly skill?: string;
  readonly since?: Date;
  readonly order: keyof typeof ORDERS;
  readonly silentDays: number;
  readonly limit: number;
  readonly json?: true;
}

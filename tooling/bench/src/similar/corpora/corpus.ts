/** Messages of failures, made by a rule and a seed: the same ones every time. */
export interface Corpus {
  readonly name: string;
  /** Any of them, without those before it. Words are of ASCII alone, which PostgreSQL lower-cases as JavaScript does. */
  messageAt(index: number): string;
}

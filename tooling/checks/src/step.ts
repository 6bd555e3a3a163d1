/** One of the things that must hold. */
export interface Step {
  /** One word, by which it can be asked for: `npm run check -- imports`. */
  readonly name: string;
  /** What holds when it succeeds. */
  readonly claim: string;
  /** Gives what is wrong, ready to be printed; nothing when all is well. */
  run(): Promise<readonly string[]>;
}

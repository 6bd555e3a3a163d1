/** What did not go well in a run of the tests. */
export interface Failure {
  /** The path of the test's file, from the workspace's root; absent for an error outside of any file. */
  readonly path?: string;
  /** The test, behind the names of those around it; absent where the file as a whole failed. */
  readonly name?: string;
  /** As the error says it; may have many lines. */
  readonly message: string;
}

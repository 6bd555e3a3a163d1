import "vitest";

declare module "vitest" {
  /** What the global setup tells every test file. */
  interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string;
    /** Names this run in the names of its databases. */
    testRun: string;
    /** Where this run keeps the directories that tests copy. */
    templateDirectories: string;
  }
}

/** Whether a file is for development alone: tests, their helpers, and the configuration of tools. */
export function isTestFile(path: string): boolean {
  return /\.(test|test-d|config)\.tsx?$/.test(path) || path.split("/")[2] === "tests";
}

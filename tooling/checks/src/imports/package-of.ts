/** The name of the package that a specifier such as `@steptrace/core/testing` or `drizzle-orm/pg-core` names. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

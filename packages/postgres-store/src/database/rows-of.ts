/** The rows of a result: an array from postgres.js, `{ rows }` from node-postgres and PGlite. */
export function rowsOf<R>(result: unknown): readonly R[] {
  return (
    Array.isArray(result) ? [...result] : (result as { readonly rows: readonly R[] }).rows
  ) as readonly R[];
}

/**
 * Whether to write colours to a stream: NO_COLOR forbids them, FORCE_COLOR asks for them (0 forbids), else a terminal
 * gets them.
 *
 * @see https://no-color.org
 */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: term } = env;
  if (no !== undefined && no !== "") return false;
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal && term !== "dumb";
}

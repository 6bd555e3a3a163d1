import { requireKeyPrefix, requirePositive } from "../require-option.js";
import { LONGEST_TIMER_MS } from "../resolve-options.js";

export interface RedisTraceEventsOptions {
  /** What the stream's key begins with. @default "steptrace:" */
  readonly keyPrefix?: string;
  /** Milliseconds that a command may take, the wait for a connection included. @default 500 */
  readonly commandTimeoutMs?: number;
}

/**
 * The given options over the defaults.
 *
 * @throws {InvalidArgumentError} where one is out of its range
 */
export function resolveEventsOptions(options: RedisTraceEventsOptions): Required<RedisTraceEventsOptions> {
  const { keyPrefix = "steptrace:", commandTimeoutMs = 500 } = options;
  requirePositive("commandTimeoutMs", "milliseconds", commandTimeoutMs, LONGEST_TIMER_MS);
  requireKeyPrefix(keyPrefix);
  return { keyPrefix, commandTimeoutMs };
}

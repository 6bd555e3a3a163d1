import { requireKeyPrefix, requirePositive } from "./require-option.js";

/** The longest time that a timer takes, in milliseconds; a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2_147_483_647;

export interface RedisTraceContextOptions {
  /** Seconds until an entry expires, counted from its last `setTraceId` or `renew`. @default 3600 */
  readonly ttlSeconds?: number;
  /**
   * What the keys begin with; the execution id follows. Contexts with different prefixes, of which none begins with
   * another, keep apart.
   *
   * @default "trace_context:"
   */
  readonly keyPrefix?: string;
  /** Milliseconds that a command may take, the wait for a connection included. @default 500 */
  readonly commandTimeoutMs?: number;
}

/**
 * The given options over the defaults.
 *
 * @throws {InvalidArgumentError} where one is out of its range
 */
export function resolveOptions(options: RedisTraceContextOptions): Required<RedisTraceContextOptions> {
  const { ttlSeconds = 3600, keyPrefix = "trace_context:", commandTimeoutMs = 500 } = options;
  requirePositive("ttlSeconds", "seconds", ttlSeconds, Number.MAX_SAFE_INTEGER);
  requirePositive("commandTimeoutMs", "milliseconds", commandTimeoutMs, LONGEST_TIMER_MS);
  requireKeyPrefix(keyPrefix);
  return { ttlSeconds, keyPrefix, commandTimeoutMs };
}

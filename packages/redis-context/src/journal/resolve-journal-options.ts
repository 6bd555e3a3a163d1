import { requireKeyPrefix, requirePositive } from "../require-option.js";
import { LONGEST_TIMER_MS } from "../resolve-options.js";

export interface RedisStepJournalOptions {
  /**
   * What the keys begin with; the trace id follows, in braces. Journals with different prefixes, of which none begins with
   * another, keep apart.
   *
   * @default "steptrace:journal:"
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
export function resolveJournalOptions(options: RedisStepJournalOptions): Required<RedisStepJournalOptions> {
  const { keyPrefix = "steptrace:journal:", commandTimeoutMs = 500 } = options;
  requirePositive("commandTimeoutMs", "milliseconds", commandTimeoutMs, LONGEST_TIMER_MS);
  requireKeyPrefix(keyPrefix);
  return { keyPrefix, commandTimeoutMs };
}

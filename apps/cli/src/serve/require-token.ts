import { UsageError } from "../faults/usage-error.js";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1"]);
/** What a header can carry. */
const TOKEN = /^[\x21-\x7e]{16,1000}$/;

const HINT = "`openssl rand -hex 16` makes one.";

/**
 * The token that visitors have to know; `undefined` where only this machine can ask.
 *
 * @throws {UsageError} where there is none and others can ask, and for one that can be guessed
 */
export function requireToken({
  host,
  token,
}: {
  readonly host: string;
  readonly token?: string;
}): string | undefined {
  if (token !== undefined && !TOKEN.test(token))
    throw new UsageError(
      `Expected a token of 16 to 1,000 visible characters of ASCII, without spaces; received ${token.length} characters. ${HINT}`,
    );
  if (token !== undefined || LOOPBACK.has(host)) return token;
  throw new UsageError(
    `At ${host} others can read the traces: give them a token, in STEPTRACE_TOKEN or by --token. ${HINT}`,
  );
}

import { UsageError } from "../faults/usage-error.js";

const EXPECTED = "a URL like postgres://user:password@host:5432/database";

/**
 * Checks a URL before a driver sees it, whose messages may quote it.
 *
 * @throws {UsageError} for text that is none; its message shows the scheme at most, for any other part may be of a password
 */
export function requireDatabaseUrl(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
  if (scheme === undefined) throw invalidUrl("text that begins with no scheme");
  if (!/^postgres(ql)?:\/\/$/i.test(scheme)) throw invalidUrl(`one that begins with ${scheme}`);
  if (!URL.canParse(text))
    throw invalidUrl("one that cannot be read; special characters must be percent-encoded");
  const { username, password, pathname } = new URL(text);
  if (![username, password, pathname].every(isDecodable)) {
    throw invalidUrl("one with a stray %; write each % of user and password as %25");
  }
  return text;
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

function invalidUrl(received: string): UsageError {
  return new UsageError(
    `Invalid --database-url or DATABASE_URL: expected ${EXPECTED}; received ${received} (not shown: it may hold a password).`,
  );
}

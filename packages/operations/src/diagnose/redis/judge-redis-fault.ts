import type { Finding } from "../diagnosis.js";
import { redisCli } from "./redis-cli.js";

/** Redis's own errors begin with a word in capitals: then it was reached, and said no. */
const LOGIN = /^(?:NOAUTH|WRONGPASS)\b/;
const ANSWER = /^[A-Z]{3,} /;

/** Why a Redis could not be looked into at all. */
export function judgeRedisFault(error: unknown, address: string): Finding {
  const code = codeOf(error);
  return {
    code,
    severity: "error",
    what: error instanceof Error ? error.message : String(error),
    fix: fixFor(code, address),
    subject: address,
  };
}

function codeOf(error: unknown): Finding["code"] {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
  if (LOGIN.test(cause)) return "redis-authentication";
  return ANSWER.test(cause) ? "redis-refused" : "redis-unreachable";
}

function fixFor(code: Finding["code"], address: string): string {
  const ask = redisCli(address);
  if (code === "redis-unreachable")
    return `${ask} PING    # answers PONG once Redis is up and can be reached from here`;
  if (code === "redis-authentication")
    return `${ask} --user … --askpass PING    # answers PONG with the right ones; give them in the URL`;
  return `${ask} ACL WHOAMI    # then, as an administrator: ACL SETUSER … +@all ~trace_context:* ~steptrace:*`;
}

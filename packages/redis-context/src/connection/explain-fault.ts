import { CLIENT_CLOSED } from "./until-ready.js";

/** What to do about an error, by the word that Redis's own errors begin with. */
const ADVICE = new Map([
  ["NOAUTH", "Give user and password in the URL, or in the options of the client."],
  ["WRONGPASS", "Check user and password."],
  ["NOPERM", "Let the user run SET, GET, EXPIRE, PTTL, UNLINK and SCAN on the keys of steptrace."],
  ["OOM", "Free memory of Redis, or raise its maxmemory."],
  ["READONLY", "This is a replica: give the address of the primary."],
  ["LOADING", "Try again when Redis has loaded its data."],
  ["MISCONF", "Redis cannot write to its disk: see its log."],
  ["MASTERDOWN", "This is a replica that has lost its primary: see its log."],
  ["CLUSTERDOWN", "Slots of the cluster have no node: bring its nodes back."],
  ["MOVED", "This is a node of a Redis Cluster: pass a Cluster of ioredis."],
  ["WRONGTYPE", "Another program uses the key: choose another keyPrefix."],
]);

const UNTRUSTED =
  "Name the authority of the server's certificate in NODE_EXTRA_CA_CERTS, or pass a client with its own `tls` options.";

const UNREACHABLE =
  "Check that Redis runs there, is reachable and not overloaded. The connection is tried again by itself.";

/** Why a command failed, and what to do about it, both in words. */
export interface FaultExplanation {
  readonly reason: string;
  readonly advice: string;
}

export function explainFault(error: unknown): FaultExplanation {
  const reason = reasonOf(error).replace(/\.+$/, "");
  if (reason === CLIENT_CLOSED) return { reason, advice: "Give a client that is open, or a URL." };
  const [, word = ""] = /^([A-Z]+)\b/.exec(reason) ?? [];
  if (/certificate/i.test(reason)) return { reason, advice: UNTRUSTED };
  return { reason, advice: ADVICE.get(word) ?? UNREACHABLE };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node's error of a host with several addresses has no message of its own.
  if (error instanceof AggregateError && error.message === "") return error.errors.map(reasonOf).join("; ");
  return error.cause instanceof Error ? `${error.message} ${reasonOf(error.cause)}` : error.message;
}

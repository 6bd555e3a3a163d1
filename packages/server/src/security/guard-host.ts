import { isIP, isIPv6 } from "node:net";
import type { MiddlewareHandler } from "hono";
import { problem } from "../problem.js";

/** They stand for all addresses of the machine. */
const ANY: readonly string[] = ["0.0.0.0", "::"];
const LOOPBACK: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Lets requests pass that name this server, and come from its own page. A name of another site that was made to lead here (DNS
 * rebinding) is none of them, nor is another site's script.
 *
 * @param hosts names and addresses beside those of the loopback; "0.0.0.0" and "::" stand for each address
 */
export function guardHost(hosts: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOOPBACK, ...hosts.map(nameOf)]);
  const takesAddresses = hosts.some((host) => ANY.includes(host));
  return async (context, next) => {
    const host = context.req.header("host") ?? new URL(context.req.url).host;
    const name = hostName(host);
    // A name can be made to lead here by whoever owns it, an address cannot.
    if (!known.has(name) && !(takesAddresses && isIP(name.replace(/^\[|\]$/g, ""))))
      return problem(
        context,
        421,
        "This server does not answer to that name. Start it with --name, or name it in `hosts`.",
      );
    const origin = context.req.header("origin");
    if (origin !== undefined && originHost(origin) !== host.toLowerCase())
      return problem(context, 403, "The request comes from a page of another origin.");
    if (isOfOthers(context.req.header("sec-fetch-site"), context.req.header("sec-fetch-mode")))
      return problem(context, 403, "The request comes from a page of another site.");
    return next();
  };
}

/** As it stands in a request, of a host as one writes it down: an IPv6 address may lack its brackets. */
function nameOf(host: string): string {
  return hostName(isIPv6(host) ? `[${host}]` : host);
}

/** What a page of another site asks for, as browsers say: all but that its visitor wants to see this one (a link). */
function isOfOthers(site: string | undefined, mode: string | undefined): boolean {
  return (site === "cross-site" || site === "same-site") && mode !== "navigate";
}

/** Without the port. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "");
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : undefined;
}

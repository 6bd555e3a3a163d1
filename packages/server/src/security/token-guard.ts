import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { problem } from "../problem.js";

const COOKIE = "steptrace_session";
const BEARER = /^Bearer +(\S+)$/i;

/** Lets requests pass that know the token: as a bearer, or by the cookie that it was exchanged for. */
export class TokenGuard {
  readonly #hash: Buffer;

  constructor(token: string) {
    this.#hash = hashOf(token);
  }

  /** Of all but what is needed to sign in. */
  readonly middleware: MiddlewareHandler = async (context, next) => {
    const bearer = BEARER.exec(context.req.header("authorization") ?? "")?.[1];
    const isKnown = this.knows(bearer) || this.#isSession(getCookie(context, COOKIE));
    return isKnown ? next() : problem(context, 401, "This server asks for its token.");
  };

  /** In the same time, whatever is given. */
  knows(token: string | undefined): boolean {
    return timingSafeEqual(hashOf(token ?? ""), this.#hash) && token !== undefined;
  }

  /** The page's scripts cannot read the cookie, and no other site's request brings it. */
  startSession(context: Context): void {
    setCookie(context, COOKIE, this.#session(), {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      secure: new URL(context.req.url).protocol === "https:",
    });
  }

  #session(): string {
    return hashOf(`session ${this.#hash.toString("hex")}`).toString("hex");
  }

  #isSession(cookie: string | undefined): boolean {
    return timingSafeEqual(hashOf(cookie ?? ""), hashOf(this.#session()));
  }
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

import { type ProxyTarget, TcpProxy } from "./tcp-proxy.js";

export interface ProxyOptions {
  /** The server that is reached by way of the proxy; it need not answer yet. */
  readonly target: ProxyTarget;
}

/**
 * Starts a proxy on a free port of 127.0.0.1 that forwards to a server, until it is told to do it badly.
 *
 * @example
 * const proxy = await startProxy({ target: server });
 * const storage = new TraceStorage(proxy.urlOf(server.url));
 * proxy.cutAfter(2000, { direction: "toServer" }); // in the middle of a statement
 * await proxy.heal();
 * await proxy.close();
 */
export function startProxy({ target }: ProxyOptions): Promise<TcpProxy> {
  return TcpProxy.start(target);
}

export { createServer, type ServerOptions, type TraceServer } from "./create-server.js";
export { DEFAULT_PORT, type Listening, type ListenOptions, listen } from "./listen.js";
export { type RequestListenerOptions, requestListener } from "./request-listener.js";
export type { PageAssets, ServerServices } from "./services.js";

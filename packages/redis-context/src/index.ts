export { RedisTraceContext } from "./redis-trace-context.js";
export type { RedisTraceContextOptions } from "./resolve-options.js";

export { RedisTraceEvents } from "./events/redis-trace-events.js";
export type { RedisTraceEventsOptions } from "./events/resolve-events-options.js";
export { RedisStepJournal } from "./journal/redis-step-journal.js";
export type { RedisStepJournalOptions } from "./journal/resolve-journal-options.js";
export { RedisInspector, type RedisNode } from "./redis-inspector.js";
export { RedisTraceContext } from "./redis-trace-context.js";
export type { RedisTraceContextOptions } from "./resolve-options.js";

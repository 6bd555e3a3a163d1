/** What to say where a store exists, and no trace is in it. */
export const NOTHING_STORED = "No trace is stored yet. Record a first one with steptrace run.";

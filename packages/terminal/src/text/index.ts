// What measures no width stands apart: a program that only reports a fault need not load the tables of Unicode.
export { formatBytes } from "./format-bytes.js";
export { formatDuration, formatMilliseconds } from "./format-duration.js";
export { visibleLines, visibleText } from "./visible-text.js";

import type { ExportedTrace } from "./exported-trace.js";

/** What stands in a template where the trace is to be. */
const PLACE = "__STEPTRACE_EXPORT__";

/** What would end a script element, begin a comment in it, or a line of JavaScript before its time. */
const UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * A page of one file with a trace in it: the template's `<script type="application/json" id="steptrace-export">`, filled. Whatever
 * the trace holds stays text: JSON's own escapes stand for each character that HTML might take for its own.
 *
 * @param template as `@steptrace/dashboard` exports it
 */
export function exportPage(template: string, exported: ExportedTrace): string {
  const json = JSON.stringify(exported).replace(UNSAFE, asEscape);
  const place = template.indexOf(PLACE);
  // Not by `replace`, which takes "$&" in the trace for a pattern.
  return place < 0 ? template : template.slice(0, place) + json + template.slice(place + PLACE.length);
}

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

import { hashText } from "../similarity/hash-text.js";
import { cutToLength } from "../text/cut-text.js";
import { failureTemplate } from "./failure-template.js";

/**
 * Characters of a message that decide which group it is of, back from there to white space: what comes after them is not looked
 * at, so that a megabyte costs no more than these. One more says that there are more.
 */
export const GROUPED_LENGTH = 4096;
/** UTF-16 code units of a template. What a longer message says after that, as in a stack trace, makes no group of its own. */
const TEMPLATE_LENGTH = 1000;
const ELLIPSIS = "…";

/** Which group a failure is of. */
export interface FailureGroupKey {
  /** Hash of the template, as `hashText` makes them; the same wherever the template is. */
  readonly group: string;
  /** What its messages have in common; one that was cut ends with "…". */
  readonly template: string;
}

/**
 * The group of a failure with that message: of all whose template is the same in its first 1,000 characters, as far as the first
 * 4,096 of the message say. It depends on the message alone, never on what failed before.
 *
 * Groups are stored as these hashes: a change of what is masked has to come with a migration that has them computed anew.
 *
 * @example
 * failureGroup("order-12345 not found").template; // "order-<*> not found"
 */
export function failureGroup(message: string): FailureGroupKey {
  const whole = failureTemplate(headOf(message));
  const template =
    whole.length > TEMPLATE_LENGTH ? cutToLength(whole, TEMPLATE_LENGTH).trimEnd() + ELLIPSIS : whole;
  return { group: hashText(template), template };
}

/** Half a word, at the end of what was cut, would have a template of its own. */
function headOf(message: string): string {
  const head = cutToLength(message, GROUPED_LENGTH);
  const end = head.length === message.length ? -1 : head.search(/\s\S*$/);
  return end > 0 ? head.slice(0, end) : head;
}

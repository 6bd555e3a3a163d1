const UNIT_NAMES = [
  "[num\u00b5\u03bc]?s|msecs?|usecs?|nsecs?|secs?|seconds?|(?:milli|micro|nano)seconds?|m|mins?|minutes?|h|hrs?|hours?",
  "d|days?|w|weeks?|months?|years?",
  "[kKMGTPE]?i?[bB]|[kKMGTPE]i?bps|bps|[bB]ytes?|[bB]its?|(?:kilo|mega|giga|tera)bytes?|(?:kibi|mebi|gibi|tebi)bytes?",
  "[kMG]?Hz|%|percent|px|\u00b0C|\u00b0F",
  "AM|PM|am|pm|Z|UTC|GMT|CES?T|E[DS]T|C[DS]T|M[DS]T|P[DS]T",
].join("|");
const UNIT = new RegExp(`^(?:${UNIT_NAMES})(?:/(?:${UNIT_NAMES}))?$`, "u");

const DATE_NAME = new RegExp(
  `^(?:${[
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?",
    "Nov(?:ember)?|Dec(?:ember)?",
    "Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?",
  ].join("|")})$`,
  "u",
);

const LABEL = "[\\p{L}\\p{M}\\p{N}_-]+";
const EMAIL = new RegExp(`^[\\p{L}\\p{M}\\p{N}_.+%-]+@${LABEL}(?:\\.${LABEL})+$`, "u");
const HOST_AND_PORT = new RegExp(`^(?:localhost|${LABEL}(?:\\.${LABEL})+)(?::\\p{N}+)+$`, "u");
const IPV6 = /^(?=[^0-9]*[0-9])(?:[0-9a-f]{0,4}:){2,}[0-9a-f.]*(?:%\w+)?(?:\/\d+)?$/i;
const WINDOWS_PATH = /^(?:[a-z]:[\\/]|\\\\[^\\])/i;
const UNIX_PATH = /^(?:~[\w-]*|\.{1,2})?\/+[^/]/;
const FILE_EXTENSION = /\.[a-z]\w*$/i;
const VARIABLE = /\p{N}|^[a-f]{8,}$/iu;

/** Whether it is a unit, or two as in "MB/s"; what follows a time of day (PM, UTC) counts as one. */
export function isUnit(text: string): boolean {
  return UNIT.test(text);
}

/** Whether it is the English name of a month or of a day of the week, or its abbreviation. */
export function isDateName(text: string): boolean {
  return DATE_NAME.test(text);
}

/** Whether it is an address, or a path with a drive: what must be seen whole, for it has colons in it. */
export function isAddress(text: string): boolean {
  if (text.includes(":") && (HOST_AND_PORT.test(text) || IPV6.test(text))) return true;
  return WINDOWS_PATH.test(text);
}

/** Whether it is an e-mail address or a path; "and/or" is none, for want of a second slash or of an extension. */
export function isEmailOrPath(text: string): boolean {
  if (UNIX_PATH.test(text) || (text.includes("@") && EMAIL.test(text))) return true;
  const separator = text.includes("/") ? "/" : "\\";
  const first = text.indexOf(separator);
  const last = text.lastIndexOf(separator);
  return first > 0 && (first < last || FILE_EXTENSION.test(text.slice(last)));
}

/** Whether a word, or a part of one between "-", "_" and ".", differs from one failure to the next. */
export function isVariable(segment: string): boolean {
  return VARIABLE.test(segment);
}

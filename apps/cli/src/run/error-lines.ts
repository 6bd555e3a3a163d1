import { stripVTControlCharacters } from "node:util";

const MOST_LINES = 5;
/** Lines above a stack among which its error's name is looked for. */
const LONGEST_MESSAGE = 20;

/** Lines that say that something failed, after something else has said what. */
const EPILOGUES: readonly RegExp[] = [
  /^Node\.js v\d/,
  /^exit status \d+$/, // go run
  /^note: .*RUST_BACKTRACE=/,
  /^make(?:\[\d+\])?: (?:\*\*\* \[.*\] Error \d+|(?:Entering|Leaving) directory)/,
  /^npm (?:error|ERR!)(?: (?:code|errno|path|workspace|location|command|Lifecycle script|A complete log) .*| command failed)?$/,
  /^\s*(?:error|ELIFECYCLE)\s+Command failed with exit code/, // yarn, pnpm
];

/** Where a stack is for certain: of Node and Java, Python, Go, Rust. */
const FRAMES: readonly RegExp[] = [
  /^\s+at \S/,
  /^\s+\.\.\. \d+ (?:more|lines matching)/,
  /^\s+File ".*", line \d+/,
  /^goroutine \d+ \[/,
  /^\s+\S+\.go:\d+/,
  /^stack backtrace:$/,
];

/** What stands between and after frames: what is indented, the ends of objects, the calls of Go. */
const DETAIL = /^(?:\s|[}\])]|created by |[\w./*()-]+\(.*\)$)/;

const CAUSE = /^(?:Caused by|\s*\[cause\]): /;

/** Where what an error says begins: an error's name, a panic of Go or Rust, a shell. */
const BEGINNINGS: readonly RegExp[] = [
  /^(?:Uncaught |Exception in thread ".*" )?(?:[\w$]+\.)*\w*(?:Error|Exception)(?: \[\w+\])?(?::|$)/,
  /^(?:panic|fatal error): /,
  /^thread '.*' (?:\(\d+\) )?panicked at /,
  /^(?:\S*\/)?(?:(?:ba|da|a|z|k)?sh|\S+\.sh): /,
];

/**
 * The lines that tell why a program failed, at most five, without escape sequences: what the error at the end says, and
 * its causes, where a stack or the epilogue of a build tool is recognised; else the last lines.
 *
 * @param lines the end of what the program wrote to standard error
 */
export function errorLines(lines: readonly string[]): readonly string[] {
  const all = lines.map((line) => stripVTControlCharacters(line).trimEnd()).filter((line) => line !== "");
  const telling = all.filter((line) => !matches(EPILOGUES, line));
  const said = telling.length > 0 ? telling : all;
  const lastFrame = said.findLastIndex(isFrame);
  if (lastFrame < 0) return lastOf(said);
  const rest = said.slice(lastFrame + 1);
  const afterStack = rest.findIndex((line) => !DETAIL.test(line));
  if (afterStack >= 0) return lastOf(rest.slice(afterStack));
  const message = aboveStack(said.slice(0, lastFrame + 1));
  return message.length > 0 ? message : lastOf(said);
}

function lastOf(lines: readonly string[]): readonly string[] {
  const last = lines.slice(-MOST_LINES);
  return last.slice(Math.max(beginningOf(last), 0));
}

/** What stands above the stack that these lines end with, and the causes within it. */
function aboveStack(lines: readonly string[]): readonly string[] {
  const above = lines.findLastIndex((line) => !isOfStack(line));
  const stack = lines.findIndex((line, index) => index > above && isFrame(line));
  const stackBefore = lines.slice(0, above + 1).findLastIndex(isFrame);
  const message = lines.slice(Math.max(stackBefore + 1, stack - LONGEST_MESSAGE), stack);
  const beginning = beginningOf(message);
  const causes = lines.slice(stack).filter((line) => CAUSE.test(line));
  return [...message.slice(beginning), ...causes.map((line) => line.trimStart())].slice(0, MOST_LINES);
}

function isFrame(line: string): boolean {
  return matches(FRAMES, line);
}

function isOfStack(line: string): boolean {
  return isFrame(line) || DETAIL.test(line) || CAUSE.test(line);
}

/** -1 where there is none: as the start of a slice, that is the last line. */
function beginningOf(lines: readonly string[]): number {
  return lines.findLastIndex((line) => matches(BEGINNINGS, line));
}

function matches(patterns: readonly RegExp[], line: string): boolean {
  return patterns.some((pattern) => pattern.test(line));
}

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
  /^npm (?:error|ERR!)(?: (?:code|errno|syscall|path|workspace|location|command|Lifecycle script|A complete log) .*| command failed| [a-z]+)?$/,
  /^npm (?:error|ERR!) (?:\w+ This is related to npm |To see a list of scripts, run:$| +npm run$)/,
  /^\s*(?:error|ELIFECYCLE)\s+Command failed with exit code/, // yarn, pnpm
];

/** Lines that would be there without the failure too; what is indented below one belongs to it. */
const WARNINGS: readonly RegExp[] = [
  /^npm (?:warn|notice)\b/i,
  /^(?:warning|deprecated|notice):/i,
  /^\(node:\d+\) (?:\[\w+\] )?(?!UnhandledPromiseRejection)\w*Warning:/,
  /^\(Use `node --trace-/,
  /^\S+:\d+: \w*Warning:/, // Python
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
 * its causes, where a stack or the epilogue of a build tool is recognised; else the last lines. Warnings are left out
 * where anything else was said.
 *
 * @param lines the end of what the program wrote to standard error
 */
export function errorLines(lines: readonly string[]): readonly string[] {
  const all = lines.map((line) => stripVTControlCharacters(line).trimEnd()).filter((line) => line !== "");
  const failing = withoutWarnings(all);
  const said = orElse(
    failing.filter((line) => !matches(EPILOGUES, line)),
    failing,
  );
  const lastFrame = said.findLastIndex(isFrame);
  if (lastFrame < 0) return lastOf(said);
  const rest = said.slice(lastFrame + 1);
  const afterStack = rest.findIndex((line) => !DETAIL.test(line));
  if (afterStack >= 0) return lastOf(rest.slice(afterStack));
  const message = aboveStack(said.slice(0, lastFrame + 1));
  return message.length > 0 ? message : lastOf(said);
}

function withoutWarnings(lines: readonly string[]): readonly string[] {
  let isWarning = false;
  const others = lines.filter((line) => {
    if (!/^\s/.test(line)) isWarning = matches(WARNINGS, line);
    return !isWarning;
  });
  return orElse(others, lines);
}

function orElse(lines: readonly string[], others: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines : others;
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

import type { Problem } from "../problem.js";
import type { ShellCommand } from "./shell-commands.js";

/** What is known about the commands that exist. */
export interface KnownCommands {
  /** The scripts of the root package.json. */
  readonly scripts: ReadonlySet<string>;
  /** What `steptrace … --help` prints; undefined when there is no such command. */
  help(subcommands: readonly string[]): Promise<string | undefined>;
}

/** The commands in documents that do not exist: scripts of npm, and commands and options of steptrace. */
export async function findCommandProblems(
  commands: readonly ShellCommand[],
  known: KnownCommands,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { path, line, words } of commands) {
    const finding = findScriptProblem(words, known) ?? (await findOptionProblem(words, known));
    if (finding !== undefined) problems.push({ path, line, ...finding });
  }
  return problems;
}

type Finding = Omit<Problem, "path" | "line">;

function findScriptProblem(
  [npm, run, script]: readonly string[],
  { scripts }: KnownCommands,
): Finding | undefined {
  if (npm !== "npm" || run !== "run" || script === undefined || scripts.has(script)) return undefined;
  return {
    found: `there is no script "${script}"`,
    expected: `one of ${[...scripts].join(", ")}`,
    fix: "correct the name, or add the script to package.json",
  };
}

async function findOptionProblem(
  words: readonly string[],
  known: KnownCommands,
): Promise<Finding | undefined> {
  const rest = argumentsOf(words);
  if (rest === undefined) return undefined;
  const { subcommands, help } = await deepestHelp(rest, known);
  const name = ["steptrace", ...subcommands].join(" ");
  const [word] = rest;
  if (help === undefined || (subcommands.length === 0 && word !== undefined && !word.startsWith("-"))) {
    return {
      found: `there is no command "steptrace ${word ?? ""}"`.trim(),
      expected: "a command that `steptrace --help` lists",
      fix: "correct the name, or add the command",
    };
  }
  const options = rest
    .filter((option) => /^--?[a-z]/i.test(option))
    .map((option) => option.split("=")[0] ?? "");
  const unknown = options.find((option) => !new RegExp(`(^|[\\s,])${option}(?![\\w-])`, "m").test(help));
  if (unknown === undefined) return undefined;
  return {
    found: `${name} has no option ${unknown}`,
    expected: `an option that \`${name} --help\` lists`,
    fix: "correct the option, or add it",
  };
}

/** What follows `steptrace` or `npx steptrace`; undefined when that is not what is run. */
function argumentsOf(words: readonly string[]): readonly string[] | undefined {
  const plain =
    words[0] === "npx" ? words.slice(1).filter((word) => word !== "-y" && word !== "--yes") : words;
  return plain[0] === "steptrace" ? plain.slice(1) : undefined;
}

async function deepestHelp(
  words: readonly string[],
  known: KnownCommands,
): Promise<{ subcommands: readonly string[]; help: string | undefined }> {
  let subcommands: readonly string[] = [];
  let help = await known.help([]);
  for (const word of words) {
    if (word.startsWith("-")) break;
    const deeper = await known.help([...subcommands, word]);
    if (deeper === undefined) break;
    subcommands = [...subcommands, word];
    help = deeper;
  }
  return { subcommands, help };
}

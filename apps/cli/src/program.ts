import { readFileSync } from "node:fs";
import { visibleLines } from "@steptrace/terminal/text";
import { Command } from "commander";
import { defineAnomalies } from "./anomalies/define-anomalies.js";
import { defineCompare } from "./compare/define-compare.js";
import { defineDoctor } from "./doctor/define-doctor.js";
import { defineExplain } from "./explain/define-explain.js";
import { defineExport } from "./export/define-export.js";
import { defineGroups } from "./groups/define-groups.js";
import { defineImport } from "./import/define-import.js";
import { defineList } from "./list/define-list.js";
import { defineMaintain } from "./maintain/define-maintain.js";
import { defineMigrate } from "./migrate/define-migrate.js";
import { addConnectionOptions } from "./options/connection-options.js";
import { helpExamples } from "./options/help-examples.js";
import { definePartitions } from "./partitions/define-partitions.js";
import { defineRecover } from "./recover/define-recover.js";
import { defineRun } from "./run/define-run.js";
import { defineSearch } from "./search/define-search.js";
import { defineServe } from "./serve/define-serve.js";
import { defineShow } from "./show/define-show.js";
import { defineSimilar } from "./similar/define-similar.js";
import { defineStats } from "./stats/define-stats.js";
import { defineStep } from "./step/define-step.js";
import { defineTail } from "./tail/define-tail.js";

/** The command line. What a command does is loaded when it is called: `--help` waits for no database driver. */
export function createProgram(): Command {
  const program = new Command("steptrace")
    .description("Records what executions did, step by step, and finds failures that are alike.")
    .version(readVersion(), "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    // What follows a command's name is its own, and what follows `run`'s command is that command's.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError(helpAdvice("steptrace"))
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(visibleLines(text.replace(/^error: /, "steptrace: ")).join("\n")),
    });
  addConnectionOptions(program).addHelpText(
    "after",
    helpExamples(
      "steptrace run --skill docker-build -- docker build .",
      "steptrace list",
      "steptrace similar no such file or directory",
    ),
  );
  defineRun(program);
  defineStep(program);
  defineList(program);
  defineShow(program);
  defineSearch(program);
  defineSimilar(program);
  defineCompare(program);
  defineExplain(program);
  defineAnomalies(program);
  defineStats(program);
  defineGroups(program);
  defineServe(program);
  defineTail(program);
  defineExport(program);
  defineImport(program);
  definePartitions(program);
  defineMigrate(program);
  defineMaintain(program);
  defineRecover(program);
  defineDoctor(program);
  for (const command of program.commands) {
    command.showHelpAfterError(helpAdvice(`steptrace ${command.name()}`));
  }
  return program;
}

function helpAdvice(command: string): string {
  return `Run ${command} --help to see what is expected.`;
}

function readVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

import { describe, expect, it } from "vitest";
import { parseDocument } from "./parse-document.js";
import { shellCommands } from "./shell-commands.js";

const commands = (code: string) =>
  shellCommands([parseDocument("README.md", `\`\`\`sh\n${code}\n\`\`\``)]).map(({ line, words }) => [
    line,
    ...words,
  ]);

describe("shellCommands", () => {
  it("strips prompts, comments and variables", () => {
    expect(commands("$ A=1 steptrace list # all of them\n\n# nothing")).toEqual([[2, "steptrace", "list"]]);
  });

  it("joins lines that end with a backslash, and splits chains", () => {
    expect(commands("steptrace list \\\n  --limit 5 | head && npm test")).toEqual([
      [2, "steptrace", "list", "--limit", "5"],
      [2, "head"],
      [2, "npm", "test"],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { findLinkProblems } from "./find-link-problems.js";
import { parseDocument } from "./parse-document.js";

const files = ["README.md", "docs/guide.md", "docs/picture.svg", "packages/core"];

function problems(text: string, path = "README.md"): string[] {
  const documents = [parseDocument(path, text), parseDocument("docs/guide.md", "# Guide\n## First step")];
  return findLinkProblems(documents, (file) => files.includes(file)).map(
    ({ line, found }) => `${line}: ${found}`,
  );
}

describe("findLinkProblems", () => {
  it("accepts files, directories, anchors and other sites", () => {
    const text = `# Here\n[a](docs/guide.md) [b](docs/guide.md#first-step) [c](#here) [d](packages/core/)
      ![e](./docs/picture.svg) [f](https://example.org/x#y) [g](mailto:a@b.c)`;
    expect(problems(text)).toEqual([]);
  });

  it("resolves a link from the directory of its file", () => {
    expect(problems("[a](../../docs/guide.md)", "packages/core/README.md")).toEqual([]);
    expect(problems("[a](docs/guide.md)", "packages/core/README.md")).toHaveLength(1);
  });

  it("names the line of a link that leads to nothing", () => {
    expect(problems("text\n\n[a](gone.md)")).toEqual([`3: the link "gone.md" leads to nothing`]);
    expect(problems("[a](../outside.md)")).toHaveLength(1);
  });

  it("names an anchor that no heading has", () => {
    expect(problems("[a](docs/guide.md#second-step)")).toEqual([
      `1: the link "docs/guide.md#second-step" leads to no heading`,
    ]);
  });
});

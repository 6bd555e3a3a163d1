import { describe, expect, it } from "vitest";
import { parseDocument } from "./parse-document.js";

const text = `# A & B

## Usage
## Usage

See [there](other.md#part), ![picture](docs/p.svg) and [ref].

\`\`\`ts run
const a = 1;
\`\`\`

<a id="deep"></a>

[ref]: ./third.md
`;

describe("parseDocument", () => {
  const document = parseDocument("README.md", text);

  it("finds snippets, their marks and the line of their code", () => {
    expect(document.snippets).toEqual([{ language: "ts", marks: ["run"], code: "const a = 1;", line: 9 }]);
  });

  it("finds links, pictures and definitions", () => {
    expect(document.links.map(({ target }) => target)).toEqual(["other.md#part", "docs/p.svg", "./third.md"]);
  });

  it("makes anchors as GitHub does", () => {
    expect([...document.anchors]).toEqual(["a--b", "usage", "usage-1", "deep"]);
  });
});

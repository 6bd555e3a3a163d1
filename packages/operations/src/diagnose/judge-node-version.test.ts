import { expect, it } from "vitest";
import { judgeNodeVersion } from "./judge-node-version.js";

it.each(["20.19.0", "20.20.2", "22.0.0", "26.1.3"])("takes Node.js %s", (version) => {
  expect(judgeNodeVersion(version)).toEqual({ summary: version, findings: [] });
});

it.each(["18.20.8", "20.18.3", "20.9.0"])("finds that Node.js %s is too old", (version) => {
  expect(judgeNodeVersion(version).findings).toMatchObject([
    { code: "node-too-old", severity: "error", what: expect.stringContaining(version) },
  ]);
});

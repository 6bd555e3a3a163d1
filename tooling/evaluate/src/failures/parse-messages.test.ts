import { expect, it } from "vitest";
import { parseMessages } from "./parse-messages.js";

it("reads the messages of jobs, with quotes, line breaks and codes", () => {
  const csv =
    ',pandaid,exeerrorcode,exeerrordiag\n0,7,65,"Non-zero return code from MERGE (8); said ""no\nway"""\n1,8,,Lost\n2,9,1, \n';
  expect(parseMessages("jobs", csv)).toEqual([
    {
      id: "jobs-0",
      skillName: "grid-job",
      stepName: "MERGE",
      text: 'Non-zero return code from MERGE (8); said "no\nway"',
      code: "65",
    },
    { id: "jobs-1", skillName: "grid-job", stepName: "job", text: "Lost" },
  ]);
});

it("reads the messages of transfers", () => {
  expect(parseMessages("moves", "id,message\n4,SOURCE is gone\n9,It is over\n")).toEqual([
    { id: "moves-0", skillName: "file-transfer", stepName: "SOURCE", text: "SOURCE is gone" },
    { id: "moves-1", skillName: "file-transfer", stepName: "transfer", text: "It is over" },
  ]);
});

it("says which columns it expected", () => {
  expect(() => parseMessages("x", "a,b\n1,2\n")).toThrow(
    "x: expected a column 'exeerrordiag' or 'message'; received a, b.",
  );
});

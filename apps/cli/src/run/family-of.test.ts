import { expect, it } from "vitest";
import { familyOf } from "./family-of.js";

const processes = [
  { pid: 12, parentPid: 11 },
  { pid: 1, parentPid: 0 },
  { pid: 10, parentPid: 1 },
  { pid: 11, parentPid: 10 },
  { pid: 20, parentPid: 1 },
];

it("is a process and all that descends from it, in whatever order they are listed", () => {
  expect(familyOf([10], processes)).toEqual([10, 11, 12]);
});

it("leaves out who has ended, and whose parent has ended", () => {
  expect(familyOf([99], processes)).toEqual([]);
  expect(
    familyOf(
      [10, 99],
      processes.filter(({ pid }) => pid !== 11),
    ),
  ).toEqual([10]);
});

it("keeps what descends from those that were of it before", () => {
  expect(
    familyOf(
      [10, 12],
      processes.filter(({ pid }) => pid !== 11),
    ),
  ).toEqual([10, 12]);
});

import { describe, expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import type { ListedGroup } from "./listed-group.js";
import { viewGroups } from "./view-groups.js";

const group: ListedGroup = {
  template: "connect ECONNREFUSED <*> after <*>",
  count: 1234,
  firstSeen: new Date("2025-11-01T12:00:00Z"),
  lastSeen: new Date("2025-11-16T11:57:00Z"),
  skills: [
    { skillName: "docker-build", count: 1200 },
    { skillName: "deploy", count: 34 },
  ],
  skillCount: 2,
  steps: [{ name: "push" }, { name: "pull" }],
  sparkline: [0, 1, 4, 8],
  isNew: false,
  isRegressed: false,
};

describe("viewGroups", () => {
  it("shows each group with its counts, its template and what it strikes", () => {
    expect(viewGroups([group], testPage())).toEqual([
      "COUNT  WHEN  LAST SEEN  FIRST SEEN",
      "1,234  ·▁▄█  3 min ago  2025-11-01",
      "       connect ECONNREFUSED <*> after <*>",
      "       in docker-build 1,200, deploy 34; at push, pull",
    ]);
  });

  it("says what is new, and what came back", () => {
    const [, isNew] = viewGroups([{ ...group, isNew: true }], testPage());
    expect(isNew).toMatch(/ {2}new$/);
    const [, isBack] = viewGroups([{ ...group, isRegressed: true, silentForDays: 12.9 }], testPage());
    expect(isBack).toMatch(/ {2}back after 12 d$/);
  });

  it("marks what varies", () => {
    const lines = viewGroups([group], testPage({ colored: true }));
    expect(lines[2]).toContain("ECONNREFUSED \u001b[33m<*>\u001b[39m after");
  });

  it("names three skills at most, says how many more there are, and what has no message", () => {
    const skills = ["a", "b", "c", "d"].map((skillName) => ({ skillName, count: 1 }));
    const lines = viewGroups([{ ...group, template: "", skills, skillCount: 40, steps: [] }], testPage());
    expect(lines.slice(2)).toEqual(["       (no message)", "       in a 1, b 1, c 1 and 37 more"]);
  });

  it("stays within the page, whatever the names are", () => {
    const long: ListedGroup = {
      ...group,
      template: "日本語 \u001b[31m<*> ".repeat(200),
      skills: [{ skillName: "日本語".repeat(80), count: 1_000_000 }],
      steps: [{ name: "\n".repeat(900) }],
      sparkline: Array.from({ length: 24 }, (_, index) => index),
      isRegressed: true,
      silentForDays: 12_345,
    };
    const lines = viewGroups([long], testPage({ width: 80 }));
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines.join("")).not.toContain("\u001b");
  });
});

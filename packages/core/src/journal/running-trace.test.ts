import { expect, it } from "vitest";
import { joinEntries, metadataEntry, startEntry, stepEntry } from "./encode-journal.js";
import { readJournal } from "./read-journal.js";
import { runningTrace } from "./running-trace.js";

const STARTED = Date.parse("2025-11-16T12:00:00Z");
const step = {
  parentId: undefined,
  status: "success" as const,
  errorMessage: undefined,
  attributes: undefined,
};
const marks = { interrupted: false, truncated: false };

it("shows what has ended as it is, and what runs as long as it has taken by now", () => {
  const journal = readJournal([
    joinEntries([
      startEntry({ traceId: "t", skillName: "etl", executionId: "exec-1", startedAtMs: STARTED }),
      metadataEntry({ user: "alice" }, 1000),
      stepEntry({ ...step, ...marks, id: 1, name: "extract", startUs: 0, durationUs: 5000 }, 1000),
      stepEntry({ ...step, ...marks, id: 2, name: "load", startUs: 6000, durationUs: -1 }, 1000),
    ]),
  ]);
  expect(journal && runningTrace(journal, STARTED + 30)).toEqual({
    traceId: "t",
    skillName: "etl",
    executionId: "exec-1",
    startedAt: new Date(STARTED),
    status: "running",
    metadata: { user: "alice" },
    steps: [
      expect.objectContaining({ name: "extract", durationUs: 5000 }),
      expect.objectContaining({ name: "load", durationUs: 24_000, running: true }),
    ],
  });
});

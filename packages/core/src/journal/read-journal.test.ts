import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText, anyValue, jsonRecord } from "../../tests/arbitraries.js";
import { OPEN, type StepState } from "../model/step-state.js";
import { intentEntry, joinEntries, metadataEntry, startEntry, stepEntry } from "./encode-journal.js";
import { readJournal } from "./read-journal.js";

const LIMIT = 64 * 1024;
const start = {
  traceId: "trace-1",
  skillName: "docker-build",
  executionId: "exec-1",
  startedAtMs: 1_763_294_400_000,
};

const open: StepState = {
  id: 1,
  parentId: undefined,
  name: "build-image",
  startUs: 1500,
  durationUs: OPEN,
  status: "success",
  errorMessage: undefined,
  attributes: undefined,
  interrupted: false,
  truncated: false,
};

const anyStep: fc.Arbitrary<StepState> = fc.record({
  id: fc.integer({ min: 1, max: 20_000 }),
  parentId: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
  name: anyText.filter((text) => text !== ""),
  startUs: fc.integer({ min: -1_000_000 }),
  durationUs: fc.oneof(fc.constant(OPEN), fc.nat()),
  status: fc.constantFrom("success", "failed"),
  errorMessage: fc.option(anyText, { nil: undefined }),
  attributes: fc.option(jsonRecord, { nil: undefined }),
  interrupted: fc.boolean(),
  truncated: fc.boolean(),
});

const said = (...steps: readonly StepState[]): string =>
  joinEntries(steps.map((step) => stepEntry(step, LIMIT)));

describe("readJournal", () => {
  it("reads what was written, whatever the texts are", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyStep, { selector: ({ id }) => id }),
        jsonRecord,
        anyText.filter((text) => text !== ""),
        fc.option(anyText, { nil: undefined }),
        (steps, metadata, skillName, message) => {
          const begun = { ...start, skillName, executionId: message };
          const intent = {
            status: "failed" as const,
            completedAtMs: 7,
            errorMessage: message,
            refusedSteps: 3,
            inTransaction: false,
          };
          const journal = readJournal([
            joinEntries([startEntry(begun), metadataEntry(metadata, LIMIT)]),
            said(...steps),
            joinEntries([intentEntry(intent)]),
          ]);
          expect(journal).toEqual({
            ...begun,
            metadata: JSON.parse(JSON.stringify(metadata)),
            joinedMetadata: {},
            steps: JSON.parse(JSON.stringify(steps.toSorted((a, b) => a.id - b.id))),
            isCut: false,
            intent,
          });
        },
      ),
    );
  });

  it("takes the last word on each thing, however often it is said", () => {
    const begin = joinEntries([startEntry(start), metadataEntry({ user: "alice" }, LIMIT)]);
    const ended: StepState = { ...open, durationUs: 20, status: "failed", errorMessage: "why" };
    const texts = [begin, said(open), said(ended), joinEntries([metadataEntry({ user: "bob" }, LIMIT)])];
    const journal = readJournal(texts);
    expect(journal).toMatchObject({ metadata: { user: "bob" }, steps: [ended], intent: undefined });
    expect(readJournal([...texts, ...texts])).toEqual(journal);
  });

  it("says nothing of a journal without a beginning", () => {
    expect(readJournal([])).toBeUndefined();
    expect(readJournal([said(open)])).toBeUndefined();
  });

  it("passes over what it does not understand, and never throws", () => {
    const begin = joinEntries([startEntry(start)]);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            anyText,
            fc.json(),
            fc.array(fc.jsonValue()).map((v) => JSON.stringify([v])),
          ),
        ),
        (noise) => {
          expect(readJournal([...noise, begin, ...noise])).toMatchObject({ traceId: "trace-1" });
        },
      ),
    );
    expect(readJournal([begin, '[["later-kind",1,2]]', said(open)])).toMatchObject({ steps: [open] });
  });

  it("cuts attributes to their limit, and marks the step", () => {
    const big: StepState = { ...open, attributes: { text: "x".repeat(1000) } };
    const journal = readJournal([joinEntries([startEntry(start), stepEntry(big, 100)])]);
    expect(journal?.steps[0]).toMatchObject({ truncated: true });
    expect(JSON.stringify(journal?.steps[0]?.attributes).length).toBeLessThan(150);
  });

  it("takes metadata and attributes that hold anything at all", () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyValue), (record) => {
        const texts = [
          joinEntries([
            startEntry(start),
            metadataEntry(record, LIMIT),
            stepEntry({ ...open, attributes: record }, LIMIT),
          ]),
        ];
        expect(readJournal(texts)?.steps).toHaveLength(1);
      }),
    );
  });
});

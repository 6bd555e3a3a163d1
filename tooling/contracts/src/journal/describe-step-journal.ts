import type { StepJournal } from "@steptrace/core";
import { beforeEach, describe, expect, it } from "vitest";
import { STRANGE_IDS } from "../ids.js";

/** What a suite asks for: a journal that nobody else uses. */
export type MakeJournal = () => StepJournal | Promise<StepJournal>;

/**
 * The contract of `StepJournal`, as a suite. Each test has a journal of its own.
 *
 * @param name the implementation's
 */
export function describeStepJournal(name: string, makeJournal: MakeJournal): void {
  describe(`${name}, a StepJournal`, () => {
    let journal: StepJournal;
    beforeEach(async () => {
      journal = await makeJournal();
    });

    async function silent(forMs = 0): Promise<readonly string[]> {
      const traceIds: string[] = [];
      for await (const { traceId } of journal.silent(forMs)) traceIds.push(traceId);
      return traceIds.toSorted();
    }

    it("keeps what is said of a running trace, in its order", async () => {
      expect(await journal.append("trace-1", "a", true)).toBe(true);
      expect(await journal.append("trace-1", "b", false)).toBe(true);
      await journal.append("trace-2", "c", true);
      expect(await journal.read("trace-1")).toEqual(["a", "b"]);
      expect(await journal.read("trace-2")).toEqual(["c"]);
      expect(await silent()).toEqual(["trace-1", "trace-2"]);
    });

    it("takes nothing for a trace that it does not know, but a beginning", async () => {
      expect(await journal.append("trace-1", "late", false)).toBe(false);
      expect(await journal.read("trace-1")).toEqual([]);
      expect(await silent()).toEqual([]);
    });

    it("goes on with a journal that begins anew", async () => {
      await journal.append("trace-1", "a", true);
      await journal.append("trace-1", "b", true);
      expect(await journal.read("trace-1")).toEqual(["a", "b"]);
    });

    it("takes nothing after the last text", async () => {
      await journal.append("trace-1", "a", true);
      const closed = await journal.close("trace-1", "z");
      expect(closed.size).toBe(2);
      expect(await closed.texts()).toEqual(["a", "z"]);
      expect(await journal.append("trace-1", "late", false)).toBe(false);
      expect(await journal.read("trace-1")).toEqual(["a", "z"]);
    });

    it("closes what was never opened, with its last text alone; and again, with one more", async () => {
      expect((await journal.close("trace-1", "z")).size).toBe(1);
      expect((await journal.close("trace-1", "again")).size).toBe(2);
      expect(await journal.read("trace-1")).toEqual(["z", "again"]);
      expect(await silent()).toEqual(["trace-1"]);
    });

    it("lets nothing come between the last text and what was taken, however many write at the same time", async () => {
      await journal.append("trace-1", "a", true);
      const writes = Array.from({ length: 50 }, async (_, index) => ({
        text: `w${index}`,
        isTaken: await journal.append("trace-1", `w${index}`, false),
      }));
      const closed = await journal.close("trace-1", "z");
      const taken = (await Promise.all(writes)).filter(({ isTaken }) => isTaken).map(({ text }) => text);
      const texts = await closed.texts();
      expect(texts.slice(1, -1).toSorted()).toEqual(taken.toSorted());
      expect(texts.at(-1)).toBe("z");
    });

    it("gives a dead trace's journal to whoever takes it, and takes nothing more from its owner", async () => {
      await journal.append("trace-1", "a", true);
      expect(await Promise.all([journal.take("trace-1"), journal.take("trace-1")])).toEqual([["a"], ["a"]]);
      expect(await journal.append("trace-1", "b", false)).toBe(false);
      expect(await journal.take("nobody's")).toEqual([]);
    });

    it("keeps what an owner that lives says anew, behind what was taken", async () => {
      await journal.append("trace-1", "a", true);
      await journal.take("trace-1");
      await journal.append("trace-1", "b", true);
      await journal.remove("trace-1", 1);
      expect(await journal.read("trace-1")).toEqual(["b"]);
      expect(await silent()).toEqual(["trace-1"]);
      expect(await journal.take("trace-1")).toEqual(["b"]);
    });

    it("forgets a closed journal, unless it has grown", async () => {
      await journal.append("trace-1", "a", true);
      await journal.close("trace-1", "z");
      await journal.close("trace-1", "more");
      expect(await journal.remove("trace-1", 2)).toBe(false);
      expect(await journal.read("trace-1")).toEqual(["a", "z", "more"]);
      const removals = await Promise.all(Array.from({ length: 10 }, () => journal.remove("trace-1", 3)));
      expect(removals.filter(Boolean)).toHaveLength(1);
      expect(await journal.read("trace-1")).toEqual([]);
      expect(await silent()).toEqual([]);
      expect(await journal.remove("trace-1", 0)).toBe(false);
    });

    it("says of running traces which it has forgotten", async () => {
      await journal.append("trace-1", "a", true);
      expect(await journal.renew(["trace-1", "trace-2"])).toEqual(["trace-2"]);
      expect(await journal.renew(["trace-1", "trace-2"])).toEqual(["trace-2"]);
      await journal.append("trace-2", "b", true);
      expect(await journal.renew(["trace-1", "trace-2"])).toEqual([]);
      expect(await journal.renew([])).toEqual([]);
    });

    it("tells those apart that were heard of since", async () => {
      await journal.append("trace-1", "a", true);
      expect(await silent(60_000)).toEqual([]);
      for await (const { lastHeardMs } of journal.silent(0)) {
        expect(Math.abs(Date.now() - lastHeardMs)).toBeLessThan(60_000);
      }
    });

    it("gives all of many thousands of silent traces, also while they are removed", async () => {
      const traceIds = Array.from({ length: 2500 }, (_, index) => `trace-${index}`);
      await Promise.all(traceIds.map((traceId) => journal.append(traceId, "a", true)));
      const seen: string[] = [];
      for await (const { traceId } of journal.silent(0)) {
        seen.push(traceId);
        await journal.take(traceId);
        await journal.remove(traceId, 1);
      }
      expect(seen.toSorted()).toEqual(traceIds.toSorted());
      expect(await silent()).toEqual([]);
    });

    it("reserves ids that nobody else gets", async () => {
      const firsts = await Promise.all(
        Array.from({ length: 20 }, () => journal.reserveStepIds("trace-1", 100)),
      );
      const sorted = firsts.toSorted((a, b) => a - b);
      expect(sorted).toEqual(sorted.map((_, index) => (sorted[0] ?? 0) + 100 * index));
      expect(await journal.reserveStepIds("trace-2", 1)).toBe(sorted[0]);
    });

    it.each(STRANGE_IDS)("takes %j as a trace id like any other", async (traceId) => {
      await journal.append(traceId, "a", true);
      await journal.append("another", "other", true);
      await journal.close(traceId, "z");
      expect(await journal.read(traceId)).toEqual(["a", "z"]);
      expect(await silent()).toEqual([traceId, "another"].toSorted());
      await journal.remove(traceId, 2);
      expect(await silent()).toEqual(["another"]);
    });
  });
}

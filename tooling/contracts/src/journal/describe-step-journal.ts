import { FIRST_JOINED_STEP_ID, type StepJournal } from "@steptrace/core";
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
      const first = await journal.open("trace-1", "a");
      expect(first).toEqual({ place: expect.any(String), size: 1 });
      const second = await journal.append("trace-1", "b", first.place);
      expect(second).toEqual({ place: expect.any(String), size: 2 });
      expect(second?.place).not.toBe(first.place);
      await journal.open("trace-2", "c");
      expect(await journal.read("trace-1")).toEqual(["a", "b"]);
      expect(await journal.read("trace-2")).toEqual(["c"]);
      expect(await silent()).toEqual(["trace-1", "trace-2"]);
    });

    it("takes nothing for a trace that it does not know, but a beginning", async () => {
      expect(await journal.append("trace-1", "late")).toBeUndefined();
      expect(await journal.read("trace-1")).toEqual([]);
      expect(await silent()).toEqual([]);
    });

    it("goes on with a journal that begins anew", async () => {
      await journal.open("trace-1", "a");
      await journal.open("trace-1", "b");
      expect(await journal.read("trace-1")).toEqual(["a", "b"]);
    });

    it("takes nothing after the last text", async () => {
      await journal.open("trace-1", "a");
      const closed = await journal.close("trace-1", "z");
      expect(closed.size).toBe(2);
      expect(await closed.texts()).toEqual(["a", "z"]);
      expect(await journal.append("trace-1", "late")).toBeUndefined();
      expect(await journal.read("trace-1")).toEqual(["a", "z"]);
    });

    it("closes what was never opened, with its last text alone; and again, with one more", async () => {
      expect((await journal.close("trace-1", "z")).size).toBe(1);
      expect((await journal.close("trace-1", "again")).size).toBe(2);
      expect(await journal.read("trace-1")).toEqual(["z", "again"]);
      expect(await silent()).toEqual(["trace-1"]);
    });

    it("lets nothing come between the last text and what was taken, however many write at the same time", async () => {
      await journal.open("trace-1", "a");
      const writes = Array.from({ length: 50 }, async (_, index) => ({
        text: `w${index}`,
        isTaken: (await journal.append("trace-1", `w${index}`)) !== undefined,
      }));
      const closed = await journal.close("trace-1", "z");
      const taken = (await Promise.all(writes)).filter(({ isTaken }) => isTaken).map(({ text }) => text);
      const texts = await closed.texts();
      expect(texts.slice(1, -1).toSorted()).toEqual(taken.toSorted());
      expect(texts.at(-1)).toBe("z");
    });

    it("gives a dead trace's journal to whoever takes it, and takes nothing more from its owner", async () => {
      await journal.open("trace-1", "a");
      expect(await Promise.all([journal.take("trace-1"), journal.take("trace-1")])).toEqual([["a"], ["a"]]);
      expect(await journal.append("trace-1", "b")).toBeUndefined();
      expect(await journal.take("nobody's")).toEqual([]);
    });

    it("keeps what an owner that lives says anew, behind what was taken", async () => {
      await journal.open("trace-1", "a");
      await journal.take("trace-1");
      await journal.open("trace-1", "b");
      await journal.remove("trace-1", 1);
      expect(await journal.read("trace-1")).toEqual(["b"]);
      expect(await silent()).toEqual(["trace-1"]);
      expect(await journal.take("trace-1")).toEqual(["b"]);
    });

    it("forgets a closed journal, unless it has grown", async () => {
      await journal.open("trace-1", "a");
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

    it("says of running traces which it knows, and how many texts it has of each", async () => {
      const { place } = await journal.open("trace-1", "a");
      await journal.append("trace-1", "from another process");
      const renew = async (...traceIds: readonly string[]) =>
        Object.fromEntries(await journal.renew(traceIds.map((traceId) => ({ traceId, place: undefined }))));
      expect(await renew("trace-1", "trace-2")).toEqual({ "trace-1": 2 });
      await journal.open("trace-2", "b");
      expect(await renew("trace-1", "trace-2")).toEqual({ "trace-1": 2, "trace-2": 1 });
      expect(await renew()).toEqual({});
      expect(await journal.renew([{ traceId: "trace-1", place }])).toEqual(new Map([["trace-1", 2]]));
    });

    it("says where it does not hold a text that was said, and takes nothing behind it", async () => {
      const { place } = await journal.open("trace-1", "a");
      await journal.take("trace-1");
      // A place may be named by its time: another one is not of the same moment.
      while ((await journal.open("trace-1", "b")).place === place) await journal.take("trace-1");
      expect(await journal.append("trace-1", "c", place)).toBeUndefined();
      expect(await journal.look("trace-1", place)).toMatchObject({ isOpen: true, holds: false });
      expect(await journal.renew([{ traceId: "trace-1", place }])).toEqual(new Map());
      expect(new Set(await journal.read("trace-1"))).toEqual(new Set(["a", "b"]));
      expect(await journal.append("trace-1", "c")).toMatchObject({ size: 2 });
    });

    it("is not closed, and says so, where it does not hold what was said", async () => {
      const { place } = await journal.open("trace-1", "a");
      expect(await journal.close("trace-1", "z", place)).toMatchObject({ isWhole: true, size: 2 });
      await journal.remove("trace-1", 2);
      expect(await journal.close("trace-1", "z", place)).toMatchObject({ isWhole: false, size: 0 });
      expect(await journal.read("trace-1")).toEqual([]);
    });

    it("grows no more by a last text that is repeated", async () => {
      await journal.open("trace-1", "a");
      const first = await journal.close("trace-1", "z");
      for (let count = 0; count < 5; count += 1) {
        const again = await journal.close("trace-1", "z", first.place);
        expect(again).toMatchObject({ place: first.place, size: 2, isWhole: true });
      }
      expect(await journal.read("trace-1")).toEqual(["a", "z"]);
    });

    it("says how a journal stands: not known, open, closed, and removed a while ago", async () => {
      const nothing = { isOpen: false, holds: false, size: 0, texts: [], ended: undefined };
      expect(await journal.look("trace-1")).toEqual(nothing);
      const { place } = await journal.open("trace-1", "a");
      await journal.append("trace-1", "b");
      const look = await journal.look("trace-1", place);
      expect(look).toEqual({ ...nothing, isOpen: true, holds: true, size: 2, texts: ["a"] });
      await journal.close("trace-1", "z");
      expect((await journal.look("trace-1", place)).isOpen).toBe(false);
      expect((await journal.look("trace-1")).texts).toEqual(["a", "z"]);
      await journal.remove("trace-1", 3, "failed");
      expect(await journal.look("trace-1")).toEqual({ ...nothing, ended: "failed" });
    });

    it("keeps what is set aside out of sight, for an owner that lives", async () => {
      await journal.open("trace-1", "a");
      await journal.take("trace-1");
      const asides = await Promise.all(Array.from({ length: 10 }, () => journal.setAside("trace-1", 1)));
      expect(asides.filter(Boolean)).toHaveLength(1);
      expect(await silent()).toEqual([]);
      expect(await journal.take("trace-1")).toEqual(["a"]);
      expect(await journal.setAside("trace-1", 1)).toBe(false);
      await journal.open("trace-1", "b");
      expect(await silent()).toEqual(["trace-1"]);
      const closed = await journal.close("trace-1", "z");
      expect(await closed.texts()).toEqual(["a", "b", "z"]);
      expect(await journal.setAside("trace-1", 2)).toBe(false);
      expect(await silent()).toEqual(["trace-1"]);
      expect(await journal.remove("trace-1", 3)).toBe(true);
    });

    it("gives back a long journal whole, open and closed, also one that is closed meanwhile", async () => {
      const texts = Array.from({ length: 200 }, (_, index) => `${index} ${"x".repeat(10_000)}`);
      await journal.open("trace-1", "first");
      await Promise.all(texts.map((text) => journal.append("trace-1", text)));
      expect(await journal.read("trace-1")).toEqual(["first", ...texts]);
      const [read, closed] = await Promise.all([journal.read("trace-1"), journal.close("trace-1", "z")]);
      expect(read.slice(0, 201)).toEqual(["first", ...texts]);
      expect(await closed.texts()).toEqual(["first", ...texts, "z"]);
    });

    it("tells those apart that were heard of since", async () => {
      await journal.open("trace-1", "a");
      expect(await silent(60_000)).toEqual([]);
      for await (const { lastHeardMs } of journal.silent(0)) {
        expect(Math.abs(Date.now() - lastHeardMs)).toBeLessThan(60_000);
      }
    });

    it("gives all of many thousands of silent traces, also while they are removed", async () => {
      const traceIds = Array.from({ length: 2500 }, (_, index) => `trace-${index}`);
      await Promise.all(traceIds.map((traceId) => journal.open(traceId, "a")));
      const seen: string[] = [];
      for await (const { traceId } of journal.silent(0)) {
        seen.push(traceId);
        await journal.take(traceId);
        await journal.remove(traceId, 1);
      }
      expect(seen.toSorted()).toEqual(traceIds.toSorted());
      expect(await silent()).toEqual([]);
    });

    it("reserves ids that nobody else gets, also while others remove what they recovered", async () => {
      const startedAtMs = Date.now();
      await journal.open("trace-1", "a");
      const firsts = await Promise.all(
        Array.from({ length: 20 }, () => journal.reserveStepIds("trace-1", 100, startedAtMs)),
      );
      const sorted = firsts.toSorted((a, b) => a - b);
      expect(sorted[0]).toBeGreaterThanOrEqual(FIRST_JOINED_STEP_ID);
      expect(sorted).toEqual(sorted.map((_, index) => (sorted[0] ?? 0) + 100 * index));
      await journal.take("trace-1");
      await journal.remove("trace-1", 1);
      const next = await journal.reserveStepIds("trace-1", 1, startedAtMs);
      expect(next).toBe((sorted.at(-1) ?? 0) + 100);
    });

    it.each(STRANGE_IDS)("takes %j as a trace id like any other", async (traceId) => {
      await journal.open(traceId, "a");
      await journal.open("another", "other");
      await journal.close(traceId, "z");
      expect(await journal.read(traceId)).toEqual(["a", "z"]);
      expect(await silent()).toEqual([traceId, "another"].toSorted());
      await journal.remove(traceId, 2);
      expect(await silent()).toEqual(["another"]);
    });
  });
}

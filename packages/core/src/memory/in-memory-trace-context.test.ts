import { describe, expect, it } from "vitest";
import { FakeClock } from "../../tests/fake-clock.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { InMemoryTraceContext } from "./in-memory-trace-context.js";

async function allOf(context: InMemoryTraceContext): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const id of context.getAllExecutions()) ids.push(id);
  return ids.sort();
}

describe("InMemoryTraceContext", () => {
  it("finds what was set, and what replaced it", async () => {
    const context = new InMemoryTraceContext();
    await context.setTraceId("exec-1", "trace-1");
    expect(await context.getTraceId("exec-1")).toBe("trace-1");
    await context.setTraceId("exec-1", "trace-2");
    expect(await context.getTraceId("exec-1")).toBe("trace-2");
    expect(await context.getTraceId("exec-2")).toBeUndefined();
  });

  it("forgets an entry when its hour is over, and not before", async () => {
    const clock = new FakeClock();
    const context = new InMemoryTraceContext({ clock });
    await context.setTraceId("exec-1", "trace-1");
    expect(await context.getTtl("exec-1")).toBe(3600);
    clock.advance(3_599_999);
    expect(await context.getTraceId("exec-1")).toBe("trace-1");
    expect(await context.getTtl("exec-1")).toBe(1);
    clock.advance(1);
    expect(await context.getTraceId("exec-1")).toBeUndefined();
    expect(await context.getTtl("exec-1")).toBeUndefined();
  });

  it("does not forget sooner or later when the wall clock is set", async () => {
    const clock = new FakeClock();
    const context = new InMemoryTraceContext({ clock });
    await context.setTraceId("exec-1", "trace-1");
    clock.setWall("2030-01-01T00:00:00Z");
    expect(await context.getTtl("exec-1")).toBe(3600);
  });

  it("starts the time anew when it is renewed, and renews nothing that is gone", async () => {
    const clock = new FakeClock();
    const context = new InMemoryTraceContext({ ttlSeconds: 10, clock });
    await context.setTraceId("exec-1", "trace-1");
    clock.advance(9000);
    expect(await context.renew("exec-1")).toBe(true);
    expect(await context.getTtl("exec-1")).toBe(10);
    clock.advance(10_000);
    expect(await context.renew("exec-1")).toBe(false);
  });

  it("asks for four renewals within the time to live", () => {
    expect(new InMemoryTraceContext({ ttlSeconds: 10 }).renewEveryMs).toBe(2500);
  });

  it("forgets on demand, one or all, and says how many there were", async () => {
    const context = new InMemoryTraceContext();
    for (const id of ["a", "b", "c"]) await context.setTraceId(id, `trace-${id}`);
    await context.deleteTraceId("b");
    await context.deleteTraceId("never");
    expect(await allOf(context)).toEqual(["a", "c"]);
    expect(await context.clearAll()).toBe(2);
    expect(await context.clearAll()).toBe(0);
    expect(await allOf(context)).toEqual([]);
  });

  it("neither lists nor counts what has expired", async () => {
    const clock = new FakeClock();
    const context = new InMemoryTraceContext({ ttlSeconds: 1, clock });
    await context.setTraceId("old", "trace-1");
    clock.advance(500);
    await context.setTraceId("new", "trace-2");
    clock.advance(500);
    expect(await allOf(context)).toEqual(["new"]);
    expect(await context.clearAll()).toBe(1);
  });

  it("drops the entry that would expire first where there are too many", async () => {
    const context = new InMemoryTraceContext({ maxEntries: 2 });
    await context.setTraceId("a", "1");
    await context.setTraceId("b", "2");
    await context.renew("a");
    await context.setTraceId("c", "3");
    expect(await allOf(context)).toEqual(["a", "c"]);
  });

  it.each(["", "x".repeat(256), "a\u0000b", "\ud800"])("rejects the id %j in every call", async (id) => {
    const context = new InMemoryTraceContext();
    const calls = [
      context.setTraceId(id, "trace-1"),
      context.setTraceId("exec-1", id),
      context.getTraceId(id),
      context.renew(id),
      context.getTtl(id),
      context.deleteTraceId(id),
    ];
    for (const call of calls) await expect(call).rejects.toThrow(InvalidArgumentError);
  });

  it.each([0, -1, Number.NaN, "60"])("refuses %s seconds to live, and %s entries", (value) => {
    expect(() => new InMemoryTraceContext({ ttlSeconds: value as number })).toThrow(/Invalid ttlSeconds/);
    expect(() => new InMemoryTraceContext({ maxEntries: value as number })).toThrow(/Invalid maxEntries/);
  });

  it("keeps entries for ever where that is asked for", async () => {
    const clock = new FakeClock();
    const context = new InMemoryTraceContext({ ttlSeconds: Number.POSITIVE_INFINITY, clock });
    await context.setTraceId("exec-1", "trace-1");
    clock.advance(1e12);
    expect(await context.getTraceId("exec-1")).toBe("trace-1");
  });

  it("takes any text as an id, also the names of an object's own parts", async () => {
    const context = new InMemoryTraceContext();
    expect(await context.getTraceId("__proto__")).toBeUndefined();
    await context.setTraceId("constructor", "trace-1");
    expect(await context.getTraceId("constructor")).toBe("trace-1");
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import { KnownSignatures } from "./known-signatures.js";

const [a, b] = [{ signature: "1" }, { signature: "2" }];

afterEach(() => {
  vi.useRealTimers();
});

describe("KnownSignatures", () => {
  it("knows what it learnt, and nothing else", () => {
    const known = new KnownSignatures();
    expect(known.unknownOf([a, b])).toEqual([a, b]);
    known.learn([a]);
    expect(known.unknownOf([a, b])).toEqual([b]);
  });

  it("knows it for a minute, and until something fails", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const known = new KnownSignatures();
    known.learn([a]);
    vi.advanceTimersByTime(59_999);
    expect(known.unknownOf([a])).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(known.unknownOf([a])).toEqual([a]);
    known.learn([b]);
    known.forget();
    expect(known.unknownOf([b])).toEqual([b]);
  });

  it("is bounded", () => {
    const known = new KnownSignatures();
    for (let index = 0; index < 10_000; index += 1) known.learn([{ signature: `s${index}` }]);
    known.learn([a]);
    expect(known.unknownOf([{ signature: "s0" }, a])).toEqual([{ signature: "s0" }]);
  });
});

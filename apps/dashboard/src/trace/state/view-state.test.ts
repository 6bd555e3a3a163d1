import * as fc from "fast-check";
import { expect, it } from "vitest";
import { foldingOf, foldingState, parseViewState } from "./view-state.js";

it("reads what is in an address, as texts or as numbers", () => {
  const state = {
    step: 4,
    open: true,
    from: 10,
    to: 200,
    depth: 2,
    fold: "4.17",
    find: "pull",
    failed: true,
  };
  expect(parseViewState(state)).toEqual(state);
  const texts = Object.fromEntries(Object.entries(state).map(([key, value]) => [key, String(value)]));
  expect(parseViewState(texts)).toEqual(state);
});

it("leaves out what is none", () => {
  expect(
    parseViewState({ step: -1, open: true, from: 3, fold: "a", find: "", failed: "no", depth: 1.5 }),
  ).toEqual({});
  expect(parseViewState({ from: 5, to: 5 })).toEqual({});
  expect(parseViewState({ fold: 7 })).toEqual({ fold: "7" });
});

it("gives a state of any parameters, which reads itself", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom("step", "open", "from", "to", "depth", "fold", "find", "failed"),
        fc.anything(),
      ),
      (search) => {
        const state = parseViewState(search);
        expect(parseViewState({ ...state })).toEqual(state);
      },
    ),
  );
});

it("keeps a folding", () => {
  const folding = { openDepth: 3, toggled: new Set([1, 5]) };
  const { depth, fold } = foldingState(folding);
  expect(foldingOf({ ...(depth !== undefined && { depth }), ...(fold !== undefined && { fold }) })).toEqual(
    folding,
  );
  expect(foldingState({ openDepth: Number.POSITIVE_INFINITY, toggled: new Set() })).toEqual({});
});

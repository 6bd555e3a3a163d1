import { visibleRows, waterfallRows } from "@steptrace/core/browser";
import { expect, it } from "vitest";
import { foldingOf, patchViewState, type ViewState } from "../state/view-state.js";
import { ANYWHERE_KEYS, rowKeyAction } from "./key-action.js";
import { patchOf } from "./waterfall-actions.js";

const rows = waterfallRows({
  name: [0, 0, 0, 0],
  id: [1, 2, 3, 4],
  parentId: [0, 1, 2, 0],
  startUs: [0, 10, 20, 500],
  durationUs: [100, 80, 10, 500],
  flags: [1, 1, 1, 0],
});

function press(state: ViewState, ...keys: readonly string[]): ViewState {
  return keys.reduce((before, key) => {
    const shiftKey = key.startsWith("Shift+") || key === "N";
    const pressed = {
      key: key.replace("Shift+", ""),
      shiftKey,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
    };
    const anywhere = ANYWHERE_KEYS.find(({ keys }) => keys === key)?.action;
    const action = anywhere ?? rowKeyAction(pressed);
    if (action === undefined) return before;
    const window = { fromUs: before.from ?? 0, toUs: before.to ?? 1000 };
    const shown = visibleRows(rows, foldingOf(before));
    return patchViewState(
      before,
      patchOf(action, { rows, shown, state: before, window, axisUs: 1000, pageSize: 2 }),
    );
  }, state);
}

it("goes down and up, by one, by a page, to the ends", () => {
  expect(press({}, "j")).toEqual({ step: 0 });
  expect(press({}, "j", "j", "j", "k")).toEqual({ step: 1 });
  expect(press({ step: 0 }, "PageDown")).toEqual({ step: 2 });
  expect(press({ step: 0 }, "End", "j")).toEqual({ step: 3 });
  expect(press({ step: 3 }, "Home", "k")).toEqual({ step: 0 });
});

it("opens and closes, first the step, then the selection", () => {
  expect(press({}, "Enter")).toEqual({});
  expect(press({ step: 1 }, "Enter")).toEqual({ step: 1, open: true });
  expect(press({ step: 1, open: true }, "Escape")).toEqual({ step: 1 });
  expect(press({ step: 1 }, "Escape")).toEqual({});
});

it("folds, and goes out of what is folded; unfolds, and goes in", () => {
  expect(press({ step: 0 }, "e")).toEqual({ step: 0, fold: "0" });
  expect(press({ step: 1 }, "ArrowLeft")).toEqual({ step: 1, fold: "1" });
  expect(press({ step: 1, fold: "1" }, "ArrowLeft")).toEqual({ step: 0, fold: "1" });
  expect(press({ step: 0, fold: "0" }, "ArrowRight", "ArrowRight")).toEqual({ step: 1 });
  expect(press({ step: 0, fold: "0" }, "j")).toEqual({ step: 3, fold: "0" });
});

it("goes to the failure that explains the others first, unfolds what it runs in, and then round", () => {
  expect(press({ fold: "0" }, "n")).toEqual({ step: 2 });
  expect(press({}, "n", "n")).toEqual({ step: 0 });
  expect(press({}, "n", "N")).toEqual({ step: 1 });
  expect(press({}, "f")).toEqual({ failed: true });
  expect(press({ failed: true }, "f")).toEqual({});
});

it("zooms around the selected step, moves the window, and shows all again", () => {
  const closer = press({ step: 3 }, "+");
  expect(closer).toEqual({ step: 3, from: 300, to: 900 });
  expect(press(closer, "Shift+ArrowRight")).toEqual({ step: 3, from: 400, to: 1000 });
  expect(press(closer, "-", "-")).toEqual({ step: 3 });
  expect(press(closer, "0")).toEqual({ step: 3 });
});

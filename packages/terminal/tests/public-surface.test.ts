import { expect, it } from "vitest";
import * as terminal from "../src/index.js";
import * as text from "../src/text/index.js";

it("exports these values, and no others", () => {
  expect(Object.keys(terminal).sort()).toMatchInlineSnapshot(`
    [
      "createPage",
      "cutText",
      "paintStatus",
      "tableLines",
      "viewAnomalies",
      "viewComparison",
      "viewExplanation",
      "viewGroups",
      "viewList",
      "viewSimilar",
      "viewStats",
      "viewStatsList",
      "viewTitle",
      "viewTrace",
      "viewWaterfall",
      "widthOf",
      "wrapText",
    ]
  `);
  expect(Object.keys(text).sort()).toMatchInlineSnapshot(`
    [
      "formatBytes",
      "formatDuration",
      "formatMilliseconds",
      "visibleLines",
      "visibleText",
    ]
  `);
});

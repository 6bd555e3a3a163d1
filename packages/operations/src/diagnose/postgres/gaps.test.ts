import { expect, it } from "vitest";
import { gapsIn } from "./gaps.js";

/** Days of January 2030, as `1-8`; 0 for the beginning of time, 99 for its end. */
function range(text: string): { readonly from: string; readonly to: string } {
  const [from = "", to = ""] = text.split("-").map((day) => {
    if (day === "0") return "-infinity";
    return day === "99" ? "infinity" : `2030-01-${day.padStart(2, "0")} 00:00:00`;
  });
  return { from, to };
}

it.each<[readonly string[], readonly string[]]>([
  [[], ["10-20"]],
  [["10-20"], []],
  [["0-99"], []],
  [["1-10", "20-30"], ["10-20"]],
  [["10-12"], ["12-20"]],
  [["18-25"], ["10-18"]],
  [
    ["12-14", "16-18"],
    ["10-12", "14-16", "18-20"],
  ],
  [
    ["16-18", "12-14"],
    ["10-12", "14-16", "18-20"],
  ],
  [["10-15", "15-20"], []],
])("of the days 10 to 20, %j leave %j", (ranges, gaps) => {
  expect(gapsIn(range("10-20"), ranges.map(range))).toEqual(gaps.map(range));
});

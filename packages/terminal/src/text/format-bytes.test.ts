import { expect, it } from "vitest";
import { formatBytes } from "./format-bytes.js";

it.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [49_152, "48.0 KiB"],
  [1_610_612_736, "1.5 GiB"],
  [5e15, "4547.5 TiB"],
])("says %d as %s", (bytes, said) => {
  expect(formatBytes(bytes)).toBe(said);
});

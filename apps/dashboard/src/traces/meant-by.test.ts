import { expect, it } from "vitest";
import { meantBy } from "./meant-by.js";

const names = ["load-config", "load-customers", "Deploy"];

it.each([
  ["config", "load-config"],
  ["deploy", "Deploy"],
  ["load", "load"],
  ["load-config", "load-config"],
  ["nothing", "nothing"],
  ["", ""],
])("%j stands for %j", (text, meant) => expect(meantBy(text, names)).toBe(meant));

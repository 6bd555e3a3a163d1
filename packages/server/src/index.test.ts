import { expect, it } from "vitest";
import * as client from "./client/index.js";
import * as surface from "./index.js";

it("exports what is documented, and nothing else", () => {
  expect(Object.keys(surface).toSorted()).toEqual([
    "DEFAULT_PORT",
    "createServer",
    "listen",
    "requestListener",
  ]);
  expect(Object.keys(client).toSorted()).toEqual(["ApiError", "Client"]);
});

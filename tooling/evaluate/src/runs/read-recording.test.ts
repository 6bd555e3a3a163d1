import { expect, it } from "vitest";
import { readRecording } from "./read-recording.js";

function answer(address: string, status: number, body: unknown): string {
  const base64 = Buffer.from(JSON.stringify(body)).toString("base64");
  return ["GET", "/route", `https://api.example${address}`, status, base64, ""].join("\n");
}

it("puts a run together with its jobs, and leaves out what was refused", () => {
  const text =
    answer("/repos/a/b/actions/runs/5", 200, { id: 5 }) +
    answer("/repos/a/b/actions/runs/5/jobs?per_page=100", 200, { jobs: [{ id: 7 }] }) +
    answer("/repos/a/b/check-runs/7/annotations", 200, []) +
    answer("/repos/a/b/actions/runs/6", 200, { id: 6 }) +
    answer("/repos/a/b/actions/runs/404", 404, { message: "Not Found" });
  expect(readRecording(text)).toEqual([
    { workflow_run: { id: 5 }, jobs: [{ id: 7 }] },
    { workflow_run: { id: 6 }, jobs: [] },
  ]);
});

it("finds nothing in nothing", () => {
  expect(readRecording("")).toEqual([]);
});

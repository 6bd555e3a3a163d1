import { expect, it } from "vitest";
import { placePage } from "./place-page.js";

const page = (start: string, meta: string) =>
  `<html><head>${meta}<link rel="icon" href="${start}favicon.svg" /><script type="module" src="${start}assets/x.js"></script>` +
  `</head><body><a href="//elsewhere/">x</a><a href="/own">y</a></body></html>`;

it.each(["/", "./"])("finds the files that the page asks for from %s below where it is served", (start) => {
  expect(placePage(page(start, ""), "/in/traces")).toBe(
    page("/in/traces/", '<meta name="steptrace-base" content="/in/traces/" />'),
  );
  expect(placePage(page(start, ""), "")).toBe(page("/", '<meta name="steptrace-base" content="/" />'));
});

it("keeps a path that is markup from being it", () => {
  expect(placePage("<head>", '/"><script>')).toBe(
    '<head><meta name="steptrace-base" content="/&quot;&gt;&lt;script&gt;/" />',
  );
});

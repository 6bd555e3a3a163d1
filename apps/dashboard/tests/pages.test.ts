import { expect } from "vitest";
import { type Site, pageTest as test } from "./support/page-test.js";
import { expectReadable, settled } from "./support/window.js";

/** Every page, in every state that an address can bring it into. */
const paths: Readonly<Record<string, (site: Site) => Promise<string> | string>> = {
  overview: () => "/",
  "overview of a time without traces": () => "/?since=2001-01-01&until=2001-01-02",
  traces: () => "/traces",
  "traces, filtered": () => "/traces?skill=deploy-service&status=failed&minDuration=100&metadata=region%3Deu",
  "running traces": () => "/traces?status=running",
  failures: () => "/failures?range=7d",
  "a kind of failure": async ({ options }) => {
    const [group] = await options.query.failureGroups();
    return `/failures/${group?.group}`;
  },
  "choosing what to compare": () => "/compare",
  comparison: ({ history }) => `/compare?a=${history.succeeded}&b=${history.failed}`,
  storage: () => "/storage",
  "no such page": () => "/nothing/here",
};

test.for(Object.keys(paths))(
  "is well in light, in dark and on a telephone: %s",
  async (name, { site, windows }) => {
    const path = await paths[name]?.(site);
    const { page, requests, complaints } = await windows.open(path ?? "/");
    await expectReadable(page);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(site.url))).toEqual([]);
  },
);

test("whatever stands in a trace is shown as text", async ({ site, windows }) => {
  for (const path of [
    "/",
    "/traces",
    "/failures",
    `/compare?a=${site.history.hostile}&b=${site.history.failed}`,
  ]) {
    const { page, complaints } = await windows.open(path);
    expect(await page.title()).toContain("steptrace");
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    const text = await page.locator("main").textContent();
    expect(text).toContain("<img src=x");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(text).not.toMatch(/[\u0007\u001b\u202e]/);
    expect(complaints).toEqual([]);
  }
});

test("what moves stands still for who asked for that", async ({ windows }) => {
  const { page } = await windows.open("/");
  const moving = await page.evaluate(
    "document.getAnimations().filter((a) => a.playState === 'running').length",
  );
  expect(moving).toBe(0);
});

test("the theme is chosen, and kept", async ({ windows }) => {
  const { page } = await windows.open("/", { theme: "light" });
  const background = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  const light = await background();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  expect(await background()).not.toBe(light);
  await page.reload();
  await settled(page);
  expect(await background()).not.toBe(light);
});

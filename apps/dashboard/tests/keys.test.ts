import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { pageTest as test } from "./support/page-test.js";
import { settled } from "./support/window.js";

const path = (page: Page) => new URL(page.url()).pathname;
const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const focused = (page: Page) => page.evaluate("document.activeElement?.textContent ?? ''");

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

describe("keys", () => {
  test("g and a letter go to a page", async ({ windows }) => {
    const { page } = await windows.open("/");
    for (const [key, expected] of [
      ["t", "/traces"],
      ["f", "/failures"],
      ["c", "/compare"],
      ["s", "/storage"],
      ["o", "/"],
    ] as const) {
      await press(page, "g", key);
      await expect.poll(() => path(page)).toBe(expected);
    }
  });

  test("j and k go through the skills, Enter opens one", async ({ windows }) => {
    const { page } = await windows.open("/");
    await press(page, "j");
    expect(await focused(page)).toBe("deploy-service");
    await press(page, "j");
    expect(await focused(page)).toBe("invoice-run");
    await press(page, "k", "Enter");
    await expect.poll(() => path(page)).toBe("/traces");
    expect(search(page)).toEqual({ skill: "deploy-service" });
  });

  test("j and k go through the traces, further than the screen, and Enter opens one", async ({ windows }) => {
    const { page } = await windows.open("/traces");
    const index = () =>
      page.evaluate("Number(document.activeElement?.closest('[data-index]')?.dataset.index ?? -1)");
    for (let row = 0; row < 40; row += 1) {
      await press(page, "j");
      await expect.poll(index).toBe(row);
    }
    await press(page, "k");
    await expect.poll(index).toBe(38);
    const href = await page.evaluate("document.activeElement.getAttribute('href').split('?')[0]");
    await press(page, "Enter");
    await expect.poll(() => path(page)).toBe(href);
  });

  test("j, k and Enter go through the kinds of failure", async ({ windows }) => {
    const { page } = await windows.open("/failures");
    await press(page, "j", "j", "k", "Enter");
    await expect.poll(() => path(page)).toMatch(/^\/failures\/-?\d+$/);
  });

  test("/ goes to the search, Esc leaves it, and what is typed there is text", async ({ windows }) => {
    const { page } = await windows.open("/traces");
    await press(page, "/");
    await page.keyboard.type("gf?registry");
    expect(await page.getByLabel("Text").inputValue()).toBe("gf?registry");
    expect(path(page)).toBe("/traces");
    await press(page, "Escape");
    expect(await page.getByLabel("Text").inputValue()).toBe("");
    await press(page, "/");
    await page.keyboard.type("registry");
    await press(page, "Enter");
    await expect.poll(() => search(page)).toEqual({ text: "registry" });
  });

  test("f shows failures only, and all again", async ({ windows }) => {
    const { page } = await windows.open("/traces");
    await press(page, "f");
    await expect.poll(() => search(page)).toEqual({ status: "failed" });
    await press(page, "f");
    await expect.poll(() => search(page)).toEqual({});
  });

  test("e shows more filters, and in a comparison only what differs", async ({ site, windows }) => {
    const { page } = await windows.open("/traces");
    await press(page, "e");
    await page.getByLabel("Execution id").waitFor();
    await press(page, "e");
    await page.getByLabel("Execution id").waitFor({ state: "detached" });
    await page.goto(`${site.url}/compare?a=${site.history.succeeded}&b=${site.history.failed}`);
    await settled(page);
    const rows = () => page.getByRole("table", { name: "Steps side by side" }).locator("tbody tr").count();
    const all = await rows();
    await press(page, "e");
    await expect.poll(rows).toBeLessThan(all);
  });

  test("? says what the keys of the page do, and Esc closes that", async ({ windows }) => {
    const { page } = await windows.open("/traces");
    await press(page, "?");
    const help = page.getByRole("dialog", { name: "Keyboard" });
    expect(await help.textContent()).toContain("Failures only, and back");
    await press(page, "j", "g", "f");
    expect(path(page)).toBe("/traces");
    await press(page, "Escape");
    await help.waitFor({ state: "detached" });
    await press(page, "g", "f");
    await expect.poll(() => path(page)).toBe("/failures");
  });

  test("Tab reaches the content first, and Esc closes what is open", async ({ windows }) => {
    const { page } = await windows.open("/");
    await press(page, "Tab", "Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await page.getByRole("button", { name: /^Time:/ }).click();
    const picker = page.getByRole("dialog", { name: /^Time:/ });
    await picker.waitFor();
    await press(page, "Tab", "Escape");
    await picker.waitFor({ state: "detached" });
  });
});

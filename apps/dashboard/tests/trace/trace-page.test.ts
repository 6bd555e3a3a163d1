import { ExecutionTracer } from "@steptrace/core";
import { describe, expect } from "vitest";
import { expectReadable } from "../support/window.js";
import { siteTest as test } from "./site.js";
import { expectState, rowsOf, stateIn } from "./waterfall-page.js";

const ROWS = [
  "load config",
  "build",
  "  compile",
  "  package",
  "push",
  "  attempt 1",
  "  attempt 2",
] as const;

describe("the waterfall", () => {
  test("shows the steps as a tree, in the order of reading", async ({ site, windows }) => {
    const { page, requests, complaints } = await windows.open(`${site.url}traces/failure`);
    await page.waitForSelector("[data-row]");
    expect(await rowsOf(page)).toEqual(ROWS);
    const grid = page.getByRole("treegrid", { name: "Steps" });
    expect(await grid.getAttribute("aria-rowcount")).toBe("8");
    const push = page.getByRole("row", { name: "push" });
    expect(await push.getAttribute("aria-expanded")).toBe("true");
    expect(await push.getAttribute("data-state")).toBe("failed");
    expect(await page.getByRole("row", { name: "load config" }).getAttribute("aria-expanded")).toBeNull();
    expect(requests.filter((url) => !url.startsWith(site.url))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("goes through the steps by keys, and says all of it in the address", async ({ site, windows }) => {
    const { page, requests } = await windows.open(`${site.url}traces/failure`);
    await page.waitForSelector("[data-row]");
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press("j", "j", "k");
    await expectState(page, { step: "0" });
    expect(requests.some((url) => url.includes("/steps/"))).toBe(false);
    await press("Enter");
    await expectState(page, { step: "0", open: "true" });
    await page.getByText("deploy.yaml").waitFor();
    expect(requests.filter((url) => url.includes("/steps/"))).toHaveLength(1);
    await press("Escape", "Escape");
    await expectState(page, {});
    await press("n");
    await expectState(page, { step: "5" });
    await press("n");
    await expectState(page, { step: "6" });
    await press("N", "N");
    await expectState(page, { step: "4" });
    await press("e");
    await expectState(page, { step: "4", fold: "4" });
    expect(await rowsOf(page)).toEqual(ROWS.slice(0, 5));
    await press("ArrowRight", "ArrowRight");
    await expectState(page, { step: "5" });
    await press("f");
    await expectState(page, { step: "5", failed: "true" });
    expect(await rowsOf(page)).toEqual(ROWS.slice(4));
    await press("f", "+", "+");
    await expect.poll(() => Number(stateIn(page)["from"])).toBeGreaterThan(100_000);
    await press("l", "0");
    await expectState(page, { step: "5" });
  });

  test("shows the same to whoever opens the address", async ({ site, windows }) => {
    const search = "step=2&open=true&from=30000&to=500000&fold=4&find=pack";
    const { page } = await windows.open(`${site.url}traces/failure?${search}`);
    await page.waitForSelector("[data-row]");
    expect(await rowsOf(page)).toEqual(ROWS.slice(0, 5));
    expect(await page.getByRole("row", { selected: true }).locator("bdi").textContent()).toBe("compile");
    await page.getByRole("complementary", { name: "Step" }).getByText("compile").waitFor();
    await page.getByText("1 found").waitFor();
    expect(await page.locator("[data-found]").count()).toBe(1);
    // Before the window there is nothing but a sign that says so.
    expect(await page.getByRole("row", { name: "load config" }).locator("[data-side=left]").count()).toBe(1);
  });

  test("finds steps by words, and goes from one to the next", async ({ site, windows }) => {
    const { page } = await windows.open(`${site.url}traces/failure`);
    await page.waitForSelector("[data-row]");
    await page.keyboard.press("/");
    await page.keyboard.type("attempt");
    await page.getByText("2 found").waitFor();
    await page.keyboard.press("Enter");
    await expectState(page, { find: "attempt", step: "5" });
    await page.getByText("1 of 2").waitFor();
    await page.keyboard.press("Enter");
    await expectState(page, { find: "attempt", step: "6" });
    await page.keyboard.press("Shift+Enter");
    await expectState(page, { find: "attempt", step: "5" });
  });

  test("zooms to what the mouse is drawn across, and by the minimap", async ({ site, windows }) => {
    const { page } = await windows.open(`${site.url}traces/failure`);
    await page.waitForSelector("[data-row]");
    const axis = await page.getByRole("columnheader", { name: "Time" }).boundingBox();
    if (axis === null) throw new Error("The time axis is not on the screen.");
    const drag = async (fromX: number, toX: number, y: number) => {
      await page.mouse.move(fromX, y);
      await page.mouse.down();
      await page.mouse.move((fromX + toX) / 2, y);
      await page.mouse.move(toX, y);
      await page.mouse.up();
    };
    await drag(axis.x + axis.width * 0.25, axis.x + axis.width * 0.75, axis.y + 60);
    await expect.poll(() => Math.round(Number(stateIn(page)["from"]) / 10_000)).toBe(25);
    expect(Math.round(Number(stateIn(page)["to"]) / 10_000)).toBe(74);
    expect(stateIn(page)["step"]).toBeUndefined();
    const map = await page.getByRole("img", { name: "The whole trace in little" }).boundingBox();
    if (map === null) throw new Error("The minimap is not on the screen.");
    await drag(map.x + map.width * 0.5, map.x + map.width * 0.7, map.y + 20);
    await expect.poll(() => Math.round(Number(stateIn(page)["from"]) / 10_000)).toBe(45);
    await page.mouse.click(map.x + map.width * 0.1, map.y + 20);
    await expectState(page, {});
  });

  test("folds to a depth, and by a click on a row's sign", async ({ site, windows }) => {
    const { page } = await windows.open(`${site.url}traces/failure`);
    await page.waitForSelector("[data-row]");
    await page.getByLabel("Depth").selectOption({ label: "1" });
    await expectState(page, { depth: "0" });
    expect(await rowsOf(page)).toEqual(["load config", "build", "push"]);
    await page.getByRole("row", { name: "build" }).locator("[data-toggle]").click();
    await expectState(page, { depth: "0", fold: "1" });
    expect(await rowsOf(page)).toEqual(["load config", "build", "  compile", "  package", "push"]);
  });

  test("draws what is on the screen of 50,000 steps, and goes to their end", async ({ site, windows }) => {
    const { page, complaints } = await windows.open(`${site.url}traces/deep`);
    await page.waitForSelector("[data-row]");
    const rows = page.locator("[data-row]");
    expect(await rows.count()).toBeLessThan(100);
    await page.getByRole("treegrid").focus();
    await page.keyboard.press("End");
    await page.getByText("step 49999", { exact: true }).waitFor();
    expect(await rows.count()).toBeLessThan(100);
    expect(await page.getByRole("row", { selected: true }).getAttribute("aria-rowindex")).toBe("50001");
    await page.keyboard.press("n");
    await expectState(page, { step: "999" });
    await page.getByText("step 999", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a failure", () => {
  test("says why, what was different when it last succeeded, and which others are like it", async ({
    site,
    windows,
  }) => {
    const { page } = await windows.open(`${site.url}traces/failure`);
    const why = page.getByRole("region", { name: "Why it failed" });
    await why.getByText("registry answered 503 after 31 s to push image 42").waitFor();
    await why.getByText("the first 5 steps began alike").waitFor();
    await why.getByText("push ended well, in 160 ms").waitFor();
    await why.getByText("began attempt 1").waitFor();
    await why.getByText("9fceb02d").waitFor();
    const similar = page.getByRole("region", { name: "Failures like this one" });
    await similar.getByText("100 %").waitFor();
    expect(await similar.locator("li").first().locator("mark").allTextContents()).toEqual(
      "registry answered 503 after 31 s to push image 42".split(" "),
    );
    await why.getByRole("button", { name: "attempt 1" }).click();
    await expectState(page, { step: "5", open: "true" });
    await why.getByRole("link", { name: "Compare side by side" }).click();
    await expect.poll(() => page.url()).toBe(`${site.url}compare?a=success&b=failure`);
  });

  test("can be had as files, and as JSON at once", async ({ site, windows }) => {
    const { page } = await windows.open(`${site.url}traces/failure`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export HTML" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("trace-failure.html");
    await page.getByRole("button", { name: "Raw JSON" }).click();
    await page.getByRole("dialog").getByText('"format": "steptrace/trace"').waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("is compared with another, of its skill or of any", async ({ site, windows }) => {
    const { page } = await windows.open(`${site.url}traces/failure`);
    await page.getByRole("link", { name: "Compare with…" }).click();
    const offered = page.getByRole("list", { name: "The newest" }).getByRole("button");
    await offered.first().waitFor();
    const ofSkill = await offered.count();
    await page.getByRole("button", { name: "All skills" }).click();
    await expect.poll(() => offered.count()).toBeGreaterThan(ofSkill);
    await page.goBack();
    await page.getByText("The newest of").waitFor();
    await page.getByLabel("Id of trace A").fill("alike");
    await page.getByRole("button", { name: "Choose" }).click();
    await page.getByRole("button", { name: "Swap" }).and(page.locator(":enabled")).waitFor();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get("a"), searchParams.get("b")]).toEqual(["alike", "failure"]);
  });

  test("that is none is said to be so", async ({ site, windows }) => {
    const { page } = await windows.open(`${site.url}traces/nobody`);
    await page.getByRole("heading", { name: "This trace cannot be shown" }).waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
  });
});

describe("a trace that runs", () => {
  test("grows while it is looked at, and ends", async ({ site, windows }) => {
    const tracer = new ExecutionTracer({ storage: site.storage, journal: site.journal, strict: true });
    let finish = (): void => {};
    let traceId = "";
    let isJournaled = false;
    const work = tracer.trace("nightly", {}, async (trace) => {
      traceId = trace.traceId;
      await trace.step("fetch", async (step) => {
        await step.journaled();
        isJournaled = true;
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      });
    });
    await expect.poll(() => isJournaled).toBe(true);
    const { page, complaints } = await windows.open(`${site.url}traces/${traceId}`);
    const row = page.getByRole("row", { name: "fetch" });
    await row.waitFor();
    expect(await row.getAttribute("data-state")).toBe("running");
    const length = row.getByRole("gridcell").nth(1);
    const before = await length.textContent();
    await expect.poll(() => length.textContent()).not.toBe(before);

    const step = { id: 2, parentId: 1, name: "page 1", offsetUs: 90_000 };
    const about = { traceId, skillName: "nightly", at: new Date() };
    await site.tell({ kind: "step-started", ...about, step });
    const inner = page.getByRole("row", { name: "page 1" });
    await inner.waitFor();
    expect(await inner.getAttribute("data-state")).toBe("running");
    expect(await inner.getAttribute("aria-level")).toBe("2");
    await site.tell({
      kind: "step-ended",
      ...about,
      step: { ...step, durationUs: 12_000, status: "failed" },
    });
    await expect.poll(() => inner.getAttribute("data-state")).toBe("failed");

    finish();
    await work;
    await site.tell({
      kind: "finalized",
      ...about,
      startedAt: new Date(),
      status: "success",
      totalDurationMs: 5,
    });
    await page.getByRole("banner").or(page.locator("header")).getByText("success").first().waitFor();
    await expect.poll(() => row.getAttribute("data-state")).toBe("success");
    expect(complaints).toEqual([]);
  });
});

describe("whatever a trace holds", () => {
  test("is shown as text", async ({ site, windows }) => {
    const { page, requests, complaints } = await windows.open(`${site.url}traces/hostile?step=0&open=true`);
    await page.getByRole("complementary", { name: "Step" }).getByText("onerror").first().waitFor();
    await page.getByRole("region", { name: "Failures like this one" }).locator("li").first().waitFor();
    expect(await page.locator("img[src]").count()).toBe(0);
    const text = await page.locator("main").textContent();
    expect(text).toContain("<U+202E>gnp.exe");
    expect(text).not.toContain("\u202e");
    await page.getByRole("button", { name: "Raw JSON" }).click();
    await page.getByRole("dialog").getByText("onerror").first().waitFor();
    expect(requests.filter((url) => !url.startsWith(site.url))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.for(["failure?step=0&open=true", "hostile", "deep?step=999&find=99", "success"])(
    "can be read by all: %s",
    async (path, { site, windows }) => {
      const { page } = await windows.open(`${site.url}traces/${path}`);
      await page.waitForSelector("[data-row]");
      await page.waitForLoadState("networkidle");
      await expectReadable(page);
    },
  );
});

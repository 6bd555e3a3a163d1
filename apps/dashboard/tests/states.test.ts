import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { createServer, listen, type ServerOptions } from "@steptrace/server";
import { createTestDatabase } from "@steptrace/test-utils";
import { describe, expect, onTestFinished } from "vitest";
import { assets, pageTest as test } from "./support/page-test.js";
import { settled, violations } from "./support/window.js";

const TOKEN = "a-token-of-26-characters-!";

async function serve(options: ServerOptions, port = 0): Promise<{ url: string; close: () => Promise<void> }> {
  const { url, close } = await listen(createServer(options), { port });
  onTestFinished(close);
  return { url: url.replace(/\/$/, ""), close };
}

/** A server over a database with nothing in it, and without Redis. */
async function serveEmpty(): Promise<string> {
  const database = await createTestDatabase({
    template: "dashboard",
    prepare: async (url) => void (await migrate(url)),
  });
  onTestFinished(() => database.drop());
  const storage = new TraceStorage(database.url);
  onTestFinished(() => storage.close());
  return (await serve({ query: new TraceQuery(storage), storage, assets })).url;
}

describe("a server without traces and without Redis", () => {
  test("has pages that say what to do", async ({ windows }) => {
    const url = await serveEmpty();
    const { page, complaints } = await windows.open(url);
    for (const [path, said] of [
      ["/", "No traces in this time"],
      ["/traces", "No such traces"],
      ["/failures", "Nothing failed in this time"],
      ["/traces?status=running", "Running traces are not known here"],
    ] as const) {
      await page.goto(url + path);
      await settled(page);
      await page.getByRole("heading", { name: said }).waitFor();
      await expect.poll(() => violations(page)).toEqual([]);
    }
    expect(await page.getByRole("switch", { name: "Live" }).isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
  });
});

test("a time that is none is as if it were not there", async ({ windows }) => {
  for (const path of ["/?range=15m&since=x", "/?since=12&until=never", "/?range=2%20weeks"]) {
    const { page, complaints } = await windows.open(path);
    await page
      .getByRole("heading", { name: "Skills" })
      .or(page.getByText("No traces in this time"))
      .waitFor();
    expect(complaints).toEqual([]);
  }
});

test("a part of the page that cannot be fetched leaves the way to the others", async ({ windows }) => {
  const { page } = await windows.open("/storage");
  await page.route("**/assets/**", (route) => route.abort());
  await page.route("**/api/v1/**", (route) => route.abort());
  await page.getByRole("navigation").getByRole("link", { name: "Traces" }).click();
  await page.getByRole("heading", { name: "The server cannot be reached" }).first().waitFor();
  await page.unroute("**/assets/**");
  await page.unroute("**/api/v1/**");
  await page.getByRole("navigation").getByRole("link", { name: "Storage" }).click();
  await page.getByRole("heading", { name: "Months" }).waitFor();
});

describe("a server that goes away", () => {
  test("is said to be gone on each page, and is asked again", async ({ site, windows }) => {
    const { page } = await windows.open(`${site.url}/storage`);
    await page.getByRole("heading", { name: "Months" }).waitFor();
    await page.route("**/api/v1/**", (route) => route.abort());
    for (const path of ["/traces", "/failures", "/compare", "/"]) {
      await page.getByRole("navigation").locator(`a[href="${path}"]`).click();
      const alert = page.getByRole("alert").first();
      await alert.getByRole("heading", { name: "The server cannot be reached" }).waitFor();
      // What the page before it showed may be fading still.
      await expect.poll(() => violations(page)).toEqual([]);
    }
    await page.unroute("**/api/v1/**");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.getByRole("heading", { name: "Skills" }).waitFor();
  });

  test("leaves what was shown where it is, says that it is old, and is found again", async ({
    site,
    windows,
  }) => {
    const serving = await serve(site.options);
    const { page } = await windows.open(`${serving.url}/storage`);
    await serving.close();
    await page.getByText("Lost", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("This is not the newest").waitFor();
    await page.getByRole("heading", { name: "Months" }).waitFor();
    await serve(site.options, Number(new URL(serving.url).port));
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("This is not the newest").waitFor({ state: "detached" });
    await page.getByText("Live", { exact: true }).waitFor();
  });

  test("says in its own words what is not there", async ({ windows }) => {
    const { page } = await windows.open("/compare?a=nobody&b=knows");
    const alert = page.getByRole("alert");
    await alert.getByRole("heading", { name: "Not found" }).waitFor();
    expect(await alert.textContent()).toContain("nobody");
    await page.getByRole("button", { name: "Choose other traces" }).click();
    await page.getByRole("heading", { name: "Trace A" }).waitFor();
  });
});

test("a server that asks for a token is given it once", async ({ site, windows }) => {
  const { url } = await serve({ ...site.options, token: TOKEN });
  const { page } = await windows.open(`${url}/storage`);
  await page.getByLabel("Token").fill("this-is-not-the-token");
  await page.getByRole("button", { name: "Open" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("not its token");
  await expect.poll(() => violations(page)).toEqual([]);
  await page.getByLabel("Token").fill(TOKEN);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.reload();
  await settled(page);
  expect(await page.getByLabel("Token").count()).toBe(0);
});

import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, requestListener } from "@steptrace/server";
import { expect, onTestFinished } from "vitest";
import { pageTest as test } from "./support/page-test.js";
import { settled } from "./support/window.js";

const BASE = "/internal/traces";

test("works below a path of another application, from each of its addresses", async ({ site, windows }) => {
  const server = createServer(site.options);
  const http = createHttpServer(requestListener(server, { base: BASE }));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    http.closeAllConnections();
    http.close();
  });
  const root = `http://127.0.0.1:${(http.address() as AddressInfo).port}${BASE}`;
  const { page, requests, complaints } = await windows.open(`${root}/`);
  const path = () => new URL(page.url()).pathname;
  await page.getByRole("navigation").getByRole("link", { name: "Failures" }).click();
  await expect.poll(path).toBe(`${BASE}/failures`);
  await page.goto(`${root}/traces/${site.history.failed}`);
  await settled(page);
  await page.getByRole("link", { name: "deploy-service" }).first().click();
  await expect.poll(path).toBe(`${BASE}/traces`);
  await page.reload();
  await settled(page);
  await page.getByRole("table", { name: "Traces" }).getByText("deploy-service").first().waitFor();
  expect(requests.filter((url) => !url.startsWith(`${root}/`))).toEqual([]);
  expect(complaints).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { redactUrl } from "./redact-url.js";

describe("redactUrl", () => {
  it.each([
    ["postgres://app:secret@host:5432/db", "postgres://***@host:5432/db"],
    ["postgres://app:s3c@ret@host/db", "postgres://***@host/db"],
    ["postgres://app:s/e?c#r@host/db", "postgres://***@host/db"],
    ["app:secret@host/db", "***@host/db"],
    ["postgres://host/db?user=app&password=secret", "postgres://host/db?user=app&password=***"],
    ["postgres://host/db?sslpassword=secret&x=1", "postgres://host/db?sslpassword=***&x=1"],
    ["postgres://host/db", "postgres://host/db"],
  ])("makes of %s %s", (url, redacted) => {
    expect(redactUrl(url)).toBe(redacted);
  });
});

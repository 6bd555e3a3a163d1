import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../tests/arbitraries.js";
import { failureTemplate } from "./failure-template.js";

const MEGABYTE = 1_000_000;

/** What messages are made of, so that the parts meet in ways that nobody thought of. */
const parts = fc.array(
  fc.oneof(
    fc.constantFrom(..."/\\:.,;-_@%'\"`“”‘’«»()[]{}<>*=+|&~ \t\n#?!é字e0"),
    fc.constantFrom(
      "<*>",
      "ms",
      "MB/s",
      "Nov",
      "Sunday",
      "UTC",
      "12",
      "0x",
      "deadbeefcafe",
      "a",
      "and",
      "order-12345",
    ),
    fc.constantFrom(
      "http://",
      "a@b.c",
      "/var/log",
      "C:\\",
      "./",
      "a/b/c",
      "::1",
      "fe80::",
      "localhost:",
      ":80",
      "don't",
    ),
    fc.constantFrom(
      "500-Command",
      '{"a":',
      "'x y z",
      "it's",
      "1.5e+3",
      "-4",
      "\u0000",
      "\ud800",
      "\u05d0",
      "😀",
      "²",
    ),
  ),
  { maxLength: 24 },
);
const message = fc.oneof(
  parts.map((list) => list.join("")),
  parts.map((list) => list.join(" ")),
  anyText,
);

describe("failureTemplate", () => {
  it.each([
    // UUID
    ["trace 018f3c1e-7b2a-7c3d-9e4f-5a6b7c8d9e0f not found", "trace <*> not found"],
    ["trace {018F3C1E-7B2A-7C3D-9E4F-5A6B7C8D9E0F} lost", "trace {<*>} lost"],
    ["upload file6_78990f5e-c0a8-4a51-81a5-fa3d65518217", "upload <*>"],
    ["job deadbeef-cafe-face-bead-facadedecade", "job <*>"],
    // hexadecimal
    ["segfault at 0xDEADBEEF", "segfault at <*>"],
    ["object 9fceb02d0ae598e95dc970b74767f19372d61af8 is corrupt", "object <*> is corrupt"],
    ["commit deadbeefcafe not found", "commit <*> not found"],
    ["digest sha256:9fceb02d0ae598e9 differs", "digest <*> differs"],
    // path
    [
      "ENOENT: no such file or directory, open '/etc/app/config.yml'",
      "ENOENT: no such file or directory, open <*>",
    ],
    ["cannot open /var/log/app.log: permission denied", "cannot open <*>: permission denied"],
    ["stat file:/scratch/out failed", "stat file:<*> failed"],
    ["at Object.run (/srv/app/dist/main.js:10:5)", "at Object.run (<*>)"],
    ["cannot read ~/.ssh/config", "cannot read <*>"],
    ["cannot read ../data/input.csv", "cannot read <*>"],
    ["missing src/model/trace.ts", "missing <*>"],
    ["missing build/index.html.", "missing <*>."],
    ["cannot open C:\\Users\\ada\\report.docx", "cannot open <*>"],
    ["no share \\\\server\\share", "no share <*>"],
    ["missing bin\\tool.exe", "missing <*>"],
    // URL
    ["GET https://api.example.com/v1/users?id=7&sort=name failed", "GET <*> failed"],
    ["see (https://example.com/help).", "see (<*>)."],
    ["cannot connect to postgresql://app@db/main", "cannot connect to <*>"],
    ["cannot connect to jdbc:mysql://db/main", "cannot connect to <*>"],
    ["at 1.5e+3%http:///", "at <*>http:///"],
    // address
    ["connect ECONNREFUSED 127.0.0.1:5432", "connect ECONNREFUSED <*>"],
    ["no route to 10.0.0.7", "no route to <*>"],
    ["no route to fe80::abcd:1%eth0", "no route to <*>"],
    ["no route to [2001:db8::1]:443", "no route to <*>"],
    ["getaddrinfo ENOTFOUND db.internal:5432", "getaddrinfo ENOTFOUND <*>"],
    ["connect to localhost:6379 refused", "connect to <*> refused"],
    ["no mailbox ada.lovelace+test@example.org", "no mailbox <*>"],
    // date and time
    ["expired at 2025-11-16T12:00:00.123Z", "expired at <*>"],
    ["expired at 2025-11-16 12:00:00,123 +0100", "expired at <*>"],
    ["Nov 16 12:00:00 disk full", "<*> disk full"],
    ["expired on Sun, 16 Nov 2025 12:00:00 GMT", "expired on <*>"],
    ["expired on Sun Nov 16 12:00:00 UTC 2025", "expired on <*>"],
    ["expired on 16 November", "expired on <*>"],
    ["closed since 10:15 PM", "closed since <*>"],
    // duration
    ["timeout after 534 ms", "timeout after <*>"],
    ["timeout after 534ms", "timeout after <*>"],
    ["timeout after 2 seconds", "timeout after <*>"],
    ["timeout after 1h2m", "timeout after <*>"],
    ["timeout after 1 h 2 min 3 s", "timeout after <*>"],
    ["timeout after 00:01:02", "timeout after <*>"],
    // quoted text
    ['column "total" does not exist', "column <*> does not exist"],
    [
      "cannot read properties of undefined (reading 'name')",
      "cannot read properties of undefined (reading <*>)",
    ],
    ["unknown command `deploy now`", "unknown command <*>"],
    ["cannot stat ‘data.csv’", "cannot stat <*>"],
    ["name is ''", "name is <*>"],
    ["can't find 'Ada's report'", "can't find <*>"],
    ['child said "no space left on device 7"', 'child said "no space left on device <*>"'],
    ['log: "cannot open "a.root" with options "READ""', 'log: "cannot open <*> with options <*>"'],
    ['{"error":{"type":"overloaded","retry_after":5}}', '{"error":{"type":<*>,"retry_after":<*>}}'],
    ["unclosed 'quote is text", "unclosed 'quote is text"],
    // number with unit
    ["cannot allocate 12 MiB", "cannot allocate <*>"],
    ["disk is 80% full", "disk is <*> full"],
    ["disk is 80 % full", "disk is <*> full"],
    ["slower than 1.5 MB/s", "slower than <*>"],
    // any other token with a digit
    ["order-12345 not found", "order-<*> not found"],
    ["user_42 is locked", "user_<*> is locked"],
    ["needs node v20.19.0-rc.1", "needs node <*>"],
    ["determinant is -4.17218e+24", "determinant is <*>"],
    ["pod api-7d9f8b6c5d-xkbzp evicted", "pod api-<*> evicted"],
    ["attempt 3/10", "attempt <*>"],
    ["port=8080", "port=<*>"],
    ["1,234,567 rows", "<*> rows"],
    ["500-Command failed", "<*>-Command failed"],
    ["الطلب ١٢٣ فشل", "الطلب <*> فشل"],
    // lists
    ["missing 'a', 'b', 'c'", "missing <*>"],
    ["missing 'a'", "missing <*>"],
    ["ids [1, 2, 3]", "ids [<*>]"],
    ["ids [1]", "ids [<*>]"],
    ["sent 12 : 34 - 56", "sent <*>"],
    // white space
    ["  step \t\n failed\u00a0 ", "step failed"],
    ["", ""],
    [" \n ", ""],
  ])("%j becomes %j", (text, template) => {
    expect(failureTemplate(text)).toBe(template);
  });

  it.each([
    "step failed",
    "e.g. this",
    "and/or",
    "n/a",
    "/",
    "TypeError: undefined is not a function",
    "don't",
    "l’été",
    "the users' files",
    "--flag",
    "-v",
    "a - b",
    "std::bad_alloc",
    "java.lang.NullPointerException",
    "foo(bar, baz)",
    "[SE][Ls][SRM_INVALID_PATH]",
    "<html></html>",
    "@scope",
    "face the facade",
    "ms",
    "it may fail on Monday",
    "a=b",
    "%s of %s",
    "אין מקום 😀",
    "ERROR, Error, error",
  ])("leaves %j as it is", (text) => {
    expect(failureTemplate(text)).toBe(text);
  });

  it("is the same for other digits", () => {
    fc.assert(
      fc.property(message, fc.array(fc.nat({ max: 9 }), { minLength: 1 }), (text, digits) => {
        let count = 0;
        const other = text.replace(/[0-9]/g, () => String(digits[count++ % digits.length]));
        expect(failureTemplate(other)).toBe(failureTemplate(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it("holds no digit", () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(failureTemplate(text)).not.toMatch(/\p{N}/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is the template of itself, and has no white space but single spaces within", () => {
    fc.assert(
      fc.property(message, (text) => {
        const template = failureTemplate(text);
        expect(failureTemplate(template)).toBe(template);
        expect(template).toBe(template.trim().replaceAll(/\s+/g, " "));
      }),
      { numRuns: 1_000 },
    );
  });

  // A pattern that looks at its text again and again would not end in a lifetime.
  it.each([
    "a",
    "0",
    "/a",
    "a.",
    "a-1",
    "a:",
    "[a:",
    "'a ",
    "a' ",
    '{"a":',
    "<*",
    "1 Nov, ",
    "http:",
    "a@a.",
    "\u0000",
  ])(
    "takes a megabyte of %j",
    (unit) => {
      const long = unit.repeat(MEGABYTE / unit.length);
      expect(failureTemplate(`'${long}!`).length).toBeLessThanOrEqual(MEGABYTE + 2);
    },
    120_000,
  );
});
